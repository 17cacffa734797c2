/** A part of a JSON Schema, draft 2020-12. */
export type Schema = { readonly [keyword: string]: SchemaValue };
export type SchemaValue = string | number | boolean | null | Schema | readonly SchemaValue[];

/** Parts with a name, which others refer to: filled while a schema is made. */
export type Definitions = Map<string, Schema>;
