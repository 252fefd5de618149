import type { Translation } from '../../../shared/translation.ts';
import type { english } from './en.ts';

export const german: Translation<typeof english> = {
  dialogs: {
    labelsFile: 'Label-Datei wählen (CSV)',
    openLibrary: 'Bibliothek öffnen (ein Ordner NAME.tagwright)',
    createLibrary: 'Neue Bibliothek benennen',
    newLibraryName: 'Meine Bibliothek',
    backup: 'Ort der Sicherung wählen',
  },
  startFailed: {
    heading: 'Tagwright konnte nicht starten',
    unexpected: (logFolder) => `Etwas ist schiefgegangen. Was, steht im Protokoll in ${logFolder}.`,
  },
  jobEnded: { done: 'Fertig', failed: 'Hat nicht geklappt', cancelled: 'Angehalten' },
  menu: {
    file: '&Datei',
    importFolder: '&Ordner importieren …',
    importFiles: '&Fotos importieren …',
    importLabels: '&Label-Datei importieren …',
    newLibrary: '&Neue Bibliothek …',
    openLibrary: 'Bibliothek ö&ffnen …',
    openRecent: '&Zuletzt geöffnet',
    noRecent: 'Noch keine',
    backup: 'Bibliothek &sichern …',
    edit: '&Bearbeiten',
    undo: '&Rückgängig',
    redo: '&Wiederholen',
    selectAll: '&Alles auswählen',
    find: '&Suchen',
    view: '&Ansicht',
    library: '&Bibliothek',
    session: '&Taggen',
    train: 'T&rainieren',
    thresholds: '&Schwellen',
    review: '&Prüfen',
    autoTag: '&Auto-Tags',
    settings: '&Einstellungen',
    help: '&Hilfe',
    keys: '&Tastatur',
    log: '&Protokoll zeigen',
  },
};
