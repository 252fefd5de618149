import type { Handlers } from '../../shared/contract.ts';
import type { DesktopSession } from './desktop-session.ts';

/** Answers to what is asked about the try-out with sample photos. */
export function sampleHandlers(
  session: DesktopSession,
): Pick<Handlers, 'sample.start' | 'sample.leave' | 'sample.report'> {
  return {
    'sample.start': () => session.startSample(),
    'sample.leave': () => session.leaveSample(),
    'sample.report': () => session.sampleReport(),
  };
}
