import type { Config } from '../oracle/model.ts';
import { configOf, configPath, signersPath } from '../oracle/reading.ts';
import { randomGlobs } from './names.ts';
import { type Draft, file, put, randomConfig } from './operations.ts';
import type { Dice } from './random.ts';
import { asYaml } from './texts.ts';

/** Names that are those of the gate's own files on a careless file system. */
const respelled = [
  ...['cx-reviews/CONFIG.yaml', 'CX-reviews/config.yaml', 'cx-reviews/Content/note.md'],
  ...['cx-reviews/Allowed_Signers', 'cx-reviews/revoked_KEYS', 'CX-REVIEWS/content/a'],
];

const isTwice = ({ approvals }: Config): boolean => {
  const roles = approvals?.roles?.light ?? [];
  return new Set(roles).size < roles.length;
};

/** What can happen to the config and its kin. */
export function changeGate(side: Draft, dice: Dice): string {
  const config = configOf(side);
  const write = (changed: Config): void => {
    side.set(configPath, file(asYaml(changed)));
  };
  const [first] = config?.policies ?? [];
  if (config === undefined || first === undefined) {
    write(randomConfig(dice));
    return 'config added';
  }
  switch (dice.number(12)) {
    case 0:
      write({ ...config, policies: [...(config.policies ?? []), { id: 'more', files: randomGlobs(dice) }] });
      return 'policy added';
    case 1:
      first.files = [...new Set([...(first.files ?? []), ...randomGlobs(dice)])];
      write(config);
      return 'glob added';
    case 2:
      first.files = ['nothing/at-all'];
      write(config);
      return 'globs removed';
    case 3:
      write({ ...config, policies: [] });
      return 'policies removed';
    case 4:
      side.delete(configPath);
      return 'config deleted';
    case 5:
      // A list that names a role twice is compared place by place, which the oracle cannot.
      write({ ...config, approvals: { roles: { [isTwice(config) ? 'full' : 'light']: ['frontline'] } } });
      return 'roles changed';
    case 6:
      side.set(configPath, file(`# a remark\n${side.get(configPath)?.content.toString() ?? ''}`));
      return 'remark in the config';
    case 7:
      put(side, signersPath, file(`${side.get(signersPath)?.content.toString() ?? ''}# more\n`));
      return 'signers changed';
    case 8:
      put(side, dice.pick(respelled), file('mine'));
      return 'a name like that of the config';
    case 9:
      write({ ...config, waivers: { maxDays: 90, roles: ['frontline'] } });
      return 'other rules for waivers';
    case 10:
      write({ ...config, id: 'shop-aaaa' });
      return 'another id';
    default:
      put(side, `cx-reviews/content/${dice.pick(['note.md', 'a/b.txt', '.x'])}`, file('mine'));
      return 'own content added';
  }
}
