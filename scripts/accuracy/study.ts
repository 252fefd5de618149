/** One question about accuracy and its answer, measured; docs/accuracy.md has a section for each. */

export interface StudyContext {
  /** the folder with the photo sets */
  dataFolder: string;
  /** how far it is, on the terminal */
  say: (line: string) => void;
}

export interface Study {
  /** names it on the command line and marks its section */
  id: string;
  title: string;
  /** Measures, and returns the section's Markdown, without its title. */
  run(context: StudyContext): Promise<string>;
}
