/** A JSON Schema, or a part of one. */
export type Schema = Readonly<Record<string, unknown>>;

export function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * What a `$ref` stands for; references go within the schema: `#/$defs/…`. What is said beside the reference
 * counts more than what is said behind it; only what is said of the form is kept as `form`, for beside the
 * reference stands what the value is for, and behind it how it is written.
 */
export function resolved(schema: Schema, root: Schema): Schema {
  let here = schema;
  while (typeof here.$ref === 'string') {
    const { $ref, ...beside } = here;
    let target: unknown = root;
    for (const part of $ref.replace(/^#\/?/, '').split('/'))
      target = isSchema(target) ? target[part] : undefined;
    if (!isSchema(target)) throw new Error(`the schema has no ${$ref}`);
    here = { ...target, ...beside, form: target.form ?? target.description ?? beside.form };
  }
  return here;
}

/**
 * A schema that refers to others, with those in it, so that every reference goes within it.
 * @param others by the name that the references have: `questions.schema.json`
 */
export function bundleSchemas(schema: Schema, others: Readonly<Record<string, Schema>>): Schema {
  const within = (name: string) => `#/$defs/${name}`;
  const names = Object.keys(others);
  const ofSchema = renameRefs(schema, (ref) => {
    const name = names.find((one) => ref.startsWith(`${one}#`));
    return name === undefined ? ref : within(name) + ref.slice(name.length + 1);
  });
  const $defs = Object.fromEntries(
    names.map((name) => [name, renameRefs(others[name] ?? {}, (ref) => ref.replace(/^#/, within(name)))]),
  );
  return { ...ofSchema, $defs: { ...(ofSchema.$defs as Schema | undefined), ...$defs } };
}

function renameRefs(schema: Schema, rename: (ref: string) => string): Schema {
  const visit = (value: unknown, key: string): unknown => {
    if (key === '$ref' && typeof value === 'string') return rename(value);
    if (Array.isArray(value)) return value.map((item) => visit(item, ''));
    return isSchema(value) ? renameRefs(value, rename) : value;
  };
  return Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, visit(value, key)]));
}

export function listBranches(schema: Schema, root: Schema): Schema[] {
  return [schema.anyOf, schema.oneOf, schema.allOf]
    .flatMap((list) => (Array.isArray(list) ? list : []))
    .filter(isSchema)
    .map((branch) => resolved(branch, root));
}

/** The part of the schema for what stands below a key or index; undefined where it says nothing. */
export function schemaBelow(unresolved: Schema, key: string | number, root: Schema): Schema | undefined {
  const schema = resolved(unresolved, root);
  const { properties, additionalProperties, items } = schema;
  const own =
    typeof key === 'number'
      ? items
      : isSchema(properties) && Object.hasOwn(properties, key)
        ? properties[key]
        : additionalProperties;
  if (isSchema(own)) return resolved(own, root);
  for (const branch of listBranches(schema, root)) {
    const found = schemaBelow(branch, key, root);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Keys that the schema knows here, in its order. */
export function keysIn(unresolved: Schema, root: Schema): string[] {
  const schema = resolved(unresolved, root);
  const own = isSchema(schema.properties) ? Object.keys(schema.properties) : [];
  return [...own, ...listBranches(schema, root).flatMap((branch) => keysIn(branch, root))];
}
