import type { Config } from '../generated/config.ts';

export type { Config } from '../generated/config.ts';
export type Person = NonNullable<Config['people']>[string];
export type Policy = NonNullable<Config['policies']>[number];
