/** Holds the job lock of a library until it is killed. */

import { writeSync } from 'node:fs';
import { createJobLock } from '../../../src/main/database/job-lock.ts';
import { openLibraryDatabase } from '../../../src/main/database/library-database.ts';

const lock = createJobLock(openLibraryDatabase(process.argv[2]!));
writeSync(1, lock.acquire() ? 'held\n' : 'refused\n');
// a lock that nothing refers to any more is collected as garbage, which closes its connection and frees it
setInterval(() => lock.acquire(), 60_000);
