import { FuseV1Options } from '@electron/fuses';
import { expect, test } from 'vitest';
import { packagedFuses } from '../../../scripts/fuses.ts';

test('closes what Electron’s checklist wants closed, and leaves no fuse to chance', () => {
  expect(packagedFuses.strictlyRequireAllFuses).toBe(true);
  const isOn = (option: FuseV1Options): boolean | undefined => packagedFuses[option];
  const closed = [
    FuseV1Options.RunAsNode,
    FuseV1Options.EnableNodeOptionsEnvironmentVariable,
    FuseV1Options.EnableNodeCliInspectArguments,
    FuseV1Options.GrantFileProtocolExtraPrivileges,
    FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
  ];
  const open = [
    FuseV1Options.EnableCookieEncryption,
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    FuseV1Options.OnlyLoadAppFromAsar,
    FuseV1Options.WasmTrapHandlers,
  ];
  expect(closed.map(isOn)).toEqual(closed.map(() => false));
  expect(open.map(isOn)).toEqual(open.map(() => true));
  const all = Object.values(FuseV1Options).filter((value) => typeof value === 'number');
  expect(new Set([...closed, ...open])).toEqual(new Set(all));
});
