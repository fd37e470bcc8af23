import { keyFromName, parseEmail } from '../../input/people.ts';
import { parseCurrency } from '../../input/places.ts';
import { parseLine } from '../../input/text.ts';
import type { ProposedPolicy } from '../../policy/propose.ts';
import type { Context } from '../../ports/context.ts';
import type { Prompter, Reply } from '../../ports/prompter.ts';
import type { CiService, NamedPerson, NamedPolicy, Settings } from './settings.ts';

const emptyPerson = { name: '', email: undefined };

/** The answer, or what was proposed where somebody just pressed Enter. */
function answerOr<Value>(reply: Reply<Value>, proposed: Value): Value {
  return reply.kind === 'answer' ? reply.value : proposed;
}

/** A short key for the config: the first word of the name. */
export function keyFor(name: string): string {
  const [first = ''] = name.trim().split(/\s+/);
  return keyFromName(first) || 'owner';
}

async function askPerson(prompter: Prompter, known: NamedPerson | undefined): Promise<NamedPerson> {
  const { name, email } = known ?? emptyPerson;
  const nameReply = await prompter.line<string>({
    question: 'Who owns these settings?',
    label: 'Name',
    hint: 'More people can be added in the config later.',
    earlier: name || undefined,
    canKeep: name !== '',
    read: parseLine,
  });
  const emailReply = await prompter.line<string>({
    label: 'E-mail',
    hint: 'Signed approvals are checked against it.',
    earlier: email,
    canKeep: true,
    read: parseEmail,
  });
  const chosen = answerOr(nameReply, name);
  return {
    key: keyFor(chosen),
    name: chosen,
    email: emailReply.kind === 'answer' ? emailReply.value : email,
  };
}

async function askPolicies(prompter: Prompter, proposed: readonly ProposedPolicy[]): Promise<NamedPolicy[]> {
  const kept: NamedPolicy[] = [];
  for (const policy of proposed) {
    const reply = await prompter.yesNo({
      question: `Should a change of ${policy.files.join(', ')} need a review?`,
      label: policy.id,
      hint: `Found: ${policy.because.slice(0, 3).join(', ')}${policy.because.length > 3 ? ` and ${policy.because.length - 3} more` : ''}`,
      marked: true,
    });
    if (answerOr(reply, true)) kept.push(policy);
  }
  return kept;
}

/**
 * Asks what `init` needs to know, each question with an answer proposed.
 * @param given what was given as flags is not asked again
 */
export async function askForSettings(
  settings: Settings,
  proposed: readonly ProposedPolicy[],
  given: {
    readonly people: boolean;
    readonly policies: boolean;
    readonly currency: boolean;
    readonly ci: boolean;
  },
  context: Context,
): Promise<Settings> {
  const prompter = await context.prompter();
  try {
    const people = given.people ? settings.people : [await askPerson(prompter, settings.people[0])];
    const policies = proposed.length === 0 ? settings.policies : await askPolicies(prompter, proposed);
    if (policies.length === 0 && !given.policies) {
      prompter.tell(
        'No policy files yet. Name them in cx-reviews/config.yaml when there are some: prices, terms, opening hours.',
      );
    }
    const currency = given.currency
      ? settings.currency
      : answerOr(
          await prompter.line<string>({
            question: 'Which currency are your prices in?',
            label: 'Currency',
            hint: 'Three letters: EUR, GBP, USD',
            earlier: settings.currency,
            canKeep: true,
            read: parseCurrency,
          }),
          settings.currency,
        );
    const ci = given.ci
      ? settings.ci
      : answerOr(
          await prompter.choose<CiService>({
            question: 'Should every proposed change be checked?',
            label: 'Workflow',
            choices: [
              { value: 'github', label: 'GitHub: write .github/workflows/cx-review.yml' },
              { value: 'gitlab', label: 'GitLab: write .gitlab/cx-review.yml' },
              { value: 'none', label: 'Not now' },
            ],
            marked: settings.ci,
          }),
          settings.ci,
        );
    return { ...settings, currency, people, policies, ci };
  } finally {
    prompter.close();
  }
}
