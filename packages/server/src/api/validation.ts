import { TypeBoxValidatorCompiler } from "@fastify/type-provider-typebox";
import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";

/** Makes something when it is first asked for: a start compiles none of some two hundred checks, most of which no day needs. */
export function whenAsked<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Checks requests against the schemas of their routes. */
export const validatorWhenAsked: FastifySchemaCompiler<TSchema> = (route) => {
  const validator = whenAsked(() => TypeBoxValidatorCompiler(route));
  return (value) => validator()(value);
};
