/** tagwright models list|show|use|delete */

import type { Command } from 'commander';
import type { ModelId } from '../../shared/ids.ts';
import type { Evaluation } from '../../shared/evaluation.ts';
import type { Model, ModelSummary } from '../../shared/model.ts';
import { crossValidatedMeasures } from '../../main/training/cross-validated-measures.ts';
import { deleteModel } from '../../main/training/manage-models.ts';
import { addGroup } from '../group.ts';
import { perform, type Invocation, type Outcome } from '../invocation.ts';
import { parseModelId } from '../parse-values.ts';
import { count, counted, duration, facts, moment, NOTHING, ratio, table } from '../print.ts';
import { withLibrary } from '../session.ts';
import { modelDocument } from '../threshold-document.ts';

const EXAMPLES = `
Examples:
  tagwright models list
  tagwright models show 3
  tagwright models use 2
  tagwright models delete 1`;

export function addModelsCommand(program: Command): void {
  const models = addGroup(program, 'models', 'list, compare, choose and delete models', EXAMPLES);
  models
    .command('list')
    .description('Lists the models, the newest first; * marks the active one.')
    .action((_: object, command: Command) => perform(command, listModels));
  const withId = (
    name: string,
    description: string,
    act: (at: Invocation, id: ModelId) => Promise<Outcome>,
  ) =>
    models
      .command(name)
      .description(description)
      .argument('<id>', 'its number', parseModelId)
      .action((id: ModelId, _: object, command: Command) =>
        perform(command, (invocation) => act(invocation, id)),
      );
  withId('show', 'Shows how a model was made and what was measured.', showModel);
  withId('use', 'Makes a model the active one: the one that evaluates, predicts and tags.', useModel);
  withId('delete', 'Deletes a model with its files; tags it has given stay.', removeModel);
}

function listModels(invocation: Invocation): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    const models = app.listModels();
    return { document: { models }, lines: modelTable(models) };
  });
}

function modelTable(models: ModelSummary[]): string[] {
  if (models.length === 0) return ['There are no models yet. Train one: tagwright train'];
  const number = { isNumber: true };
  return table(
    [
      { title: '' },
      { title: 'Model', ...number },
      { title: 'Trained' },
      { title: 'Backbone' },
      { title: 'Hidden', ...number },
      { title: 'Seed', ...number },
      { title: 'Labels', ...number },
      { title: 'Photos', ...number },
      { title: 'Held-out mAP', ...number },
      { title: 'Macro F1', ...number },
    ],
    models.map(({ id, isActive, createdAt, settings, labels, photoCounts, validation }) => [
      isActive ? '*' : '',
      String(id),
      moment(createdAt),
      settings.backbone,
      settings.hiddenUnits === 0 ? NOTHING : String(settings.hiddenUnits),
      String(settings.seed),
      count(labels.length),
      count(photoCounts.train),
      ratio(validation?.mAP ?? null),
      ratio(validation?.macroF1 ?? null),
    ]),
  );
}

function showModel(invocation: Invocation, id: ModelId): Promise<Outcome> {
  return withLibrary(invocation, false, async ({ app }) => {
    const model = app.getModel(id);
    const crossValidated = await crossValidatedMeasures(app.library, id);
    return {
      document: { model: modelDocument(model), crossValidated },
      lines: modelLines(model, crossValidated),
    };
  });
}

function modelLines(model: Model, crossValidated: Evaluation | null): string[] {
  const { settings, photoCounts, validation } = model;
  const headline = ({ mAP, macroF1 }: Evaluation) => `mAP ${ratio(mAP)}, macro F1 ${ratio(macroF1)}`;
  return facts([
    ['Model', `${model.id}${model.isActive ? ', active' : ''}`],
    ['Trained', `${moment(model.createdAt)}, in ${duration(model.trainingSeconds)}, on ${model.backend}`],
    ['Backbone', settings.backbone],
    ['Head', settings.hiddenUnits === 0 ? 'one linear layer' : `hidden layer of ${settings.hiddenUnits}`],
    ['Seed', String(settings.seed)],
    ['Epochs', `${model.epochs.length}, the best was ${model.bestEpoch}`],
    [
      'Photos',
      `${count(photoCounts.train)} to train, ${count(photoCounts.validation)} validation, ${count(photoCounts.test)} test`,
    ],
    ['Data', model.dataFingerprint.slice(0, 16)],
    ...(validation
      ? [
          [
            validation.basis === 'validation' ? 'Validation' : 'Cross-validation',
            headline(validation),
          ] satisfies [string, string],
        ]
      : [['Validation', NOTHING] satisfies [string, string]]),
    ...(crossValidated ? [['Cross-validation', headline(crossValidated)] satisfies [string, string]] : []),
    ['Labels', model.labels.join(', ')],
  ]);
}

function useModel(invocation: Invocation, id: ModelId): Promise<Outcome> {
  return withLibrary(invocation, false, ({ app }) => {
    app.library.models.activate(id);
    return { document: { activeModelId: id }, lines: [`Model ${id} is the active one now.`] };
  });
}

function removeModel(invocation: Invocation, id: ModelId): Promise<Outcome> {
  return withLibrary(invocation, false, async ({ app }) => {
    const { labels } = app.getModel(id);
    await deleteModel(app.library, id);
    return {
      document: { deletedModelId: id },
      lines: [`Deleted model ${id} (${counted(labels.length, 'label')}).`],
    };
  });
}
