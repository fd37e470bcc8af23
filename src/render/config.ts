import Mustache from 'mustache';

export interface ConfigView {
  /** Of the repository. */
  readonly id: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly people: readonly {
    readonly key: string;
    readonly name: string;
    readonly email: string | undefined;
  }[];
  readonly policies: readonly {
    readonly id: string;
    readonly files: readonly string[];
    readonly situation: string | undefined;
  }[];
}

/** A JSON string is a double-quoted YAML scalar, whatever is in it. */
const quoted = (text: string): string => JSON.stringify(text);

/**
 * The text of a new `config.yaml`, with comments that explain each setting.
 * @param template `config` of the generated pages.
 */
export function renderConfig({ id, currency, people, policies }: ConfigView, template: string): string {
  return Mustache.render(template, {
    id: quoted(id),
    currency,
    hasPeople: people.length > 0,
    people: people.map(({ key, name, email }) => ({
      key,
      name: quoted(name),
      email: email && quoted(email),
    })),
    hasPolicies: policies.length > 0,
    policies: policies.map(({ id: policy, files, situation }) => ({
      id: policy,
      globs: files.map(quoted).join(', '),
      situation,
    })),
  });
}
