import { type Phrase, phrase } from "./phrase.ts";

/** What a keyword of JSON Schema asks for, by its parameters as validators report them. */
export function demandOf(keyword: string, params: Readonly<Record<string, unknown>>): Phrase {
  const limit = Number(params.limit);
  switch (keyword) {
    case "minLength":
      return phrase`a text of ${limit} characters or more`;
    case "maxLength":
      return phrase`a text of ${limit} characters at most`;
    case "minItems":
      return phrase`a list of ${limit} or more`;
    case "maxItems":
      return phrase`a list of ${limit} at most`;
    case "minimum":
      return phrase`a number of ${limit} or more`;
    case "maximum":
      return phrase`a number of ${limit} at most`;
    case "exclusiveMinimum":
      return phrase`a number above ${limit}`;
    case "exclusiveMaximum":
      return phrase`a number below ${limit}`;
    case "type":
      return phrase`a value of type ${String(params.type)}`;
    case "format":
      return phrase`a value in the form ${String(params.format)}`;
    case "pattern":
      return phrase`a text that fits ${String(params.pattern)}`;
    case "enum":
    case "const":
      return phrase`one of ${[params.allowedValues ?? params.allowedValue].flat().join(", ")}`;
    case "required":
    case "dependentRequired":
      return phrase`a value`;
    case "additionalProperties":
      return phrase`no such member`;
    default:
      return phrase`what the API describes (${keyword})`;
  }
}
