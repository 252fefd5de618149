/** The same words in another language: the same names, any string, functions of the same inputs. */
export type Translation<Words> = {
  [Name in keyof Words]: Words[Name] extends string
    ? string
    : Words[Name] extends (...inputs: infer Inputs) => string
      ? (...inputs: Inputs) => string
      : Translation<Words[Name]>;
};
