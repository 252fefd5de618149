/** The import rules of docs/architecture.md, executed. */

import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

/** A file may be imported when its path begins with one of these, or lies in the rule's own folder. */
interface Rule {
  files: string;
  ours: string[];
  packages: string[];
}

const features = ['src/main/library/', 'src/main/tagging/', 'src/main/training/'];
const featureRule = {
  ours: [
    'src/shared/',
    'src/main/task-context.ts',
    'src/main/database/',
    'src/main/jobs/',
    'src/main/sidecars/',
    'src/main/engine/engine.ts',
    ...features,
  ],
  packages: ['node:', 'csv-parse', 'csv-stringify', 'zod'],
};

/** The first rule whose `files` prefix matches is the one that counts. */
const rules: Rule[] = [
  { files: 'src/shared/', ours: ['src/shared/'], packages: ['zod'] },
  { files: 'src/main/task-context.ts', ours: ['src/shared/'], packages: [] },
  {
    files: 'src/main/ml/load-backbone.ts',
    ours: ['src/shared/', 'src/main/ml/'],
    packages: ['node:', 'zod'],
  },
  {
    files: 'src/main/ml/',
    ours: ['src/shared/', 'src/main/ml/', 'src/main/task-context.ts'],
    packages: [
      '@tensorflow/',
      'onnxruntime-node',
      'protobufjs',
      'zod',
      'node:module',
      'node:path',
      'node:url',
      'node:util',
      'node:os',
      'node:crypto',
    ],
  },
  {
    files: 'src/main/images/',
    ours: ['src/shared/', 'src/main/images/', 'src/main/task-context.ts'],
    packages: ['node:', 'sharp', 'libheif-js', 'exifreader'],
  },
  {
    files: 'src/main/database/',
    ours: ['src/shared/', 'src/main/database/'],
    packages: ['node:', 'better-sqlite3', 'zod'],
  },
  {
    files: 'src/main/jobs/',
    ours: ['src/shared/', 'src/main/jobs/', 'src/main/database/', 'src/main/task-context.ts'],
    packages: ['node:'],
  },
  {
    files: 'src/main/sidecars/',
    ours: ['src/shared/', 'src/main/sidecars/'],
    packages: ['node:', '@xmldom/xmldom'],
  },
  ...['src/main/samples/run-main-job.ts', 'src/main/samples/sample-job.ts'].map((files) => ({
    files,
    ours: [
      'src/shared/',
      'src/main/samples/',
      'src/main/task-context.ts',
      'src/main/app.ts',
      'src/main/database/',
      'src/main/jobs/',
      ...features,
    ],
    packages: ['node:'],
  })),
  {
    files: 'src/main/samples/',
    ours: ['src/shared/', 'src/main/samples/', 'src/main/task-context.ts'],
    packages: ['node:', 'sharp'],
  },
  {
    files: 'src/main/engine/',
    ours: [
      'src/shared/',
      'src/main/engine/',
      'src/main/task-context.ts',
      'src/main/ml/',
      'src/main/images/',
      'src/main/samples/draw',
      'src/main/database/',
    ],
    packages: ['node:', 'zod'],
  },
  ...features.map((files) => ({ files, ...featureRule })),
  {
    files: 'src/main/app.ts',
    ours: [
      'src/shared/',
      'src/main/task-context.ts',
      'src/main/database/',
      'src/main/jobs/',
      'src/main/sidecars/',
      'src/main/engine/engine.ts',
      ...features,
    ],
    packages: ['node:', 'zod'],
  },
  {
    files: 'src/main/requests/',
    ours: ['src/shared/', 'src/main/requests/', 'src/main/app.ts', 'src/main/samples/', ...features],
    packages: ['node:', 'zod'],
  },
  {
    files: 'src/main/desktop/',
    ours: [
      'src/shared/',
      'src/main/desktop/',
      'src/main/app.ts',
      'src/main/requests/',
      'src/main/engine/',
      'src/main/samples/',
      ...features,
    ],
    packages: ['node:', 'electron', 'pino'],
  },
  {
    files: 'src/main/index.ts',
    ours: ['src/shared/', 'src/main/desktop/', 'src/main/app.ts'],
    packages: ['node:', 'electron'],
  },
  {
    files: 'src/cli/',
    ours: [
      'src/shared/',
      'src/cli/',
      'src/main/app.ts',
      'src/main/task-context.ts',
      'src/main/engine/',
      'src/main/samples/',
      ...features,
    ],
    packages: ['node:', 'commander', 'zod'],
  },
  { files: 'src/preload/', ours: ['src/shared/', 'src/preload/'], packages: ['electron'] },
  {
    files: 'src/renderer/',
    ours: ['src/shared/', 'src/renderer/'],
    packages: ['svelte', 'bits-ui', '@lucide/svelte', 'uplot', 'fzf'],
  },
];

interface Import {
  from: string;
  to: string;
  isTypeOnly: boolean;
  isOurs: boolean;
}

function sourceFiles(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(importPattern)].map((match) => {
    const target = (match[2] ?? match[3])!.replace(/\?.*$/, '');
    const isOurs = target.startsWith('.');
    const to = isOurs ? relative(root, resolve(root, dirname(file), target)).replaceAll('\\', '/') : target;
    return { from: file, to, isTypeOnly: match[1] !== undefined, isOurs };
  });
}

const files = sourceFiles('src');
const imports = files.flatMap(importsOf);

function isAllowed(found: Import, rule: Rule): boolean {
  const allowed = found.isOurs ? rule.ours : rule.packages;
  return allowed.some(
    (prefix) =>
      found.to === prefix ||
      (prefix.endsWith('/') || prefix.endsWith(':') || found.isOurs
        ? found.to.startsWith(prefix)
        : found.to.startsWith(`${prefix}/`)),
  );
}

describe('architecture', () => {
  test('finds the source', () => {
    expect(files.length).toBeGreaterThan(10);
    expect(imports.length).toBeGreaterThan(10);
  });

  test('every source file falls under a rule', () => {
    expect(files.filter((file) => !rules.some((rule) => file.startsWith(rule.files)))).toEqual([]);
  });

  test('nobody imports what the map forbids', () => {
    const breaches = imports
      .filter((found) => {
        const rule = rules.find((candidate) => found.from.startsWith(candidate.files));
        return rule !== undefined && !isAllowed(found, rule);
      })
      .map((found) => `${found.from} → ${found.to}`);
    expect(breaches).toEqual([]);
  });

  test('there are no import cycles', () => {
    const next = new Map<string, string[]>();
    for (const found of imports)
      if (found.isOurs && !found.isTypeOnly)
        next.set(found.from, [...(next.get(found.from) ?? []), found.to]);
    const cycles: string[] = [];
    const finished = new Set<string>();
    const visit = (file: string, path: string[]) => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      else if (!finished.has(file)) {
        for (const target of next.get(file) ?? []) visit(target, [...path, file]);
        finished.add(file);
      }
    };
    for (const file of files) visit(file, []);
    expect(cycles).toEqual([]);
  });

  test('only main/desktop, main/index.ts and preload know electron', () => {
    const users = imports.filter((found) => found.to === 'electron').map((found) => found.from);
    expect(users.filter((file) => !/^src\/(main\/desktop\/|main\/index\.ts|preload\/)/.test(file))).toEqual(
      [],
    );
  });

  test('ONNX Runtime is loaded in one place, which tells it first to report to nobody', () => {
    const everywhere = ['src', 'scripts', 'benchmarks', 'tests'].flatMap(sourceFiles);
    const users = everywhere.filter((file) =>
      /(from|import|require\w*\(|\)\()\s*\(?['"]onnxruntime-node['"]/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect(users).toEqual(['src/main/ml/onnx-runtime.ts']);
  });

  test('nothing in the source reaches for the network', () => {
    const network = /^node:(http|https|http2|net|tls|dgram|dns)(\/|$)/;
    expect(imports.filter((found) => network.test(found.to)).map((found) => found.from)).toEqual([]);
    // Electron's net.fetch serves the window its own files; what it may ask for is tried in tests/e2e/privacy.spec.ts.
    const callers = files.filter((file) =>
      /(?<!\bnet\.)\bfetch\(|\b(WebSocket|EventSource|XMLHttpRequest|WebTransport|RTCPeerConnection|sendBeacon)\b/.test(
        readFileSync(join(root, file), 'utf8'),
      ),
    );
    expect(callers).toEqual([]);
  });
});
