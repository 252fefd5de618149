/**
 * How a Linux desktop learns of libraries. A folder cannot be associated with an app there, but the library.sqlite in
 * it can: SQLite keeps the number of the app that a file belongs to in its header.
 */

import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { APPLICATION_ID } from '../../src/main/database/migrate.ts';

export const LIBRARY_MIME_TYPE = 'application/vnd.tagwright.library+sqlite3';

/** Source: shared-mime-info specification 0.21; https://www.sqlite.org/fileformat.html, offset 68. */
export function libraryMimeType(): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
  <mime-type type="${LIBRARY_MIME_TYPE}">
    <comment>Tagwright library</comment>
    <comment xml:lang="de">Tagwright-Bibliothek</comment>
    <sub-class-of type="application/vnd.sqlite3"/>
    <magic priority="80">
      <match type="string" offset="0" value="SQLite format 3">
        <match type="big32" offset="68" value="0x${APPLICATION_ID.toString(16)}"/>
      </match>
    </magic>
  </mime-type>
</mime-info>
`;
}

/** Source: Desktop Entry Specification 1.5. EXECUTABLE and ICON stand for absolute paths, known where it is installed. */
export function desktopEntry(): string {
  return `[Desktop Entry]
Type=Application
Name=Tagwright
Comment=Learns to tag your own photos
Comment[de]=Lernt, Ihre Fotos zu verschlagworten
Exec="EXECUTABLE" %f
Icon=ICON
Terminal=false
Categories=Graphics;Photography;
MimeType=${LIBRARY_MIME_TYPE};
StartupWMClass=Tagwright
`;
}

const installScript = `#!/bin/sh
# Puts Tagwright into the menu of the person who runs this, and opens libraries (their library.sqlite) with it.
# "--remove" takes it out again. The app stays where it is.
set -eu
here=$(cd "$(dirname "$0")/../.." && pwd)
share=\${XDG_DATA_HOME:-$HOME/.local/share}
entry=$share/applications/tagwright.desktop
type=$share/mime/packages/tagwright-library.xml
if [ "\${1:-}" = --remove ]; then
  rm -f "$entry" "$type"
else
  mkdir -p "$share/applications" "$share/mime/packages"
  sed -e "s|EXECUTABLE|$here/tagwright|" -e "s|ICON|$here/resources/desktop/tagwright.png|" \\
    "$here/resources/desktop/tagwright.desktop" > "$entry"
  cp "$here/resources/desktop/tagwright-library.xml" "$type"
fi
if command -v update-mime-database > /dev/null; then update-mime-database "$share/mime"; fi
if command -v update-desktop-database > /dev/null; then update-desktop-database "$share/applications"; fi
`;

/** Writes the files of the association, and the script that installs them, into a folder of the package. */
export function writeLinuxAssociation(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'tagwright-library.xml'), libraryMimeType());
  writeFileSync(join(folder, 'tagwright.desktop'), desktopEntry());
  writeFileSync(join(folder, 'install.sh'), installScript);
  chmodSync(join(folder, 'install.sh'), 0o755);
}
