import { quoted } from '../../lib/words.ts';
import { reviewRule } from '../engine/define.ts';
import { isBlank } from '../support/gaps.ts';
import { isTeam, listOwners } from '../support/owners.ts';

export const teamAsOwner = reviewRule({
  name: 'team-as-owner',
  severity: 'error',
  class: 'gap',
  summary: 'A team, a committee or everybody is named where one person has to answer.',
  why: 'When a team owns something, each of its members may think that another one sees to it. One name is enough; a desk with hours is welcome in the escalation as long as one person answers for it.',
  bad: `
    measures:
      silent:
        owner: Marketing team  # ← team-as-owner
  `,
  good: `
    frontline:
      escalation:
        - id: desk
          who: Price desk                # a staffed desk …
          open: Mon to Fri 8 to 20       # … with hours …
          accountable: Mara Weiss        # … and one person
        - id: coo
  `,
  sources: [{ text: 'A form check of cx-review: an owner is a person, or an office that one person holds.' }],
  check(review, { content, config }) {
    const teams = listOwners(review)
      .filter(({ owner }) => isTeam(owner, content, config))
      .map(({ path, owner }) => ({
        path,
        message: `${quoted(owner)} is a group, and one person has to answer for this.`,
        cause: `owner ${owner}`,
        hint: 'Name the person, and the team behind a comma: "Ines Brandt, support".',
      }));
    const desks = (review.frontline?.escalation ?? []).flatMap(({ id, who, open, accountable }) => {
      if (who === undefined || !isTeam(who, content, config)) return [];
      const path = `frontline.escalation.${id}`;
      const isAnswered = accountable !== undefined && !isTeam(accountable, content, config);
      const lacks = [
        ...(isBlank(open) ? ['hours'] : []),
        ...(isAnswered ? [] : ['one person who answers for it']),
      ];
      if (lacks.length === 0) return [];
      return [
        {
          path: `${path}.${isAnswered ? 'open' : 'accountable'}`,
          message: `The desk ${quoted(who)} has no ${lacks.join(' and no ')}.`,
          hint: 'Say at which hours it is staffed, and which one person answers for it.',
        },
      ];
    });
    return [...teams, ...desks];
  },
});
