/** What the Electron of a packaged Tagwright can no longer be made to do, as Electron's security checklist asks. */

import { FuseV1Options, FuseVersion, type FuseV1Config } from '@electron/fuses';

export const packagedFuses: FuseV1Config = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // Nobody runs scripts with our signature: not by ELECTRON_RUN_AS_NODE, NODE_OPTIONS or --inspect.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // The app is the archive that was signed, whole, and nothing beside it.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Out of bounds in WebAssembly is caught by the processor, as in Chromium.
  [FuseV1Options.WasmTrapHandlers]: true,
  // The window comes from a scheme of its own, so file: pages need no privileges.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
};
