/** What goes wrong between the window and main. */

export const requests = {
  detailsInLog: 'The details are in the log.',
  unknown: ({ name }: { name: string }) => `There is no request named "${name}".`,
  wrongInput: ({ name, problem }: { name: string; problem: string }) =>
    `${name} was asked with a wrong input: ${problem}`,
  foreignPage: 'This page may not ask Tagwright.',
  sampleRunning: 'The try-out is running already.',
};
