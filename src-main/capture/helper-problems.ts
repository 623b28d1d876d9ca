// From the helper's error messages, or its silence, to problems.
import { readFileSync, statSync } from 'node:fs';
import { en } from '../i18n/catalogue';
import type { Problem } from '../ipc/message';
import type { HelperPlace } from './helper-place';
import type { HelperExit } from './helper-process';
import { captureProblem, type CaptureProblemKind, type ProblemFacts } from './problems';
import { buildRemedy, executableRemedy, libpcapRemedy, rightsRemedy } from './remedies';

/** The problem that the helper reported under `kind`. */
export function reportedProblem(place: HelperPlace, kind: string, facts: ProblemFacts): Problem {
  if (!isKnown(kind)) return captureProblem('internal', { ...facts, detail: `${kind}: ${facts.detail ?? ''}` });
  const remedy = kind === 'no-permission' ? rightsRemedy(place) : {};
  return captureProblem(kind, { ...facts, ...remedy });
}

const isKnown = (kind: string): kind is CaptureProblemKind => `capture.problem.${kind}` in en;

/** Why a run ended without saying so. */
export function exitProblem(place: HelperPlace, exit: HelperExit): Problem {
  const { file } = place;
  if (exit.notStarted) return startProblem(place, exit.notStarted);
  if (exit.fault?.kind === 'silent') return captureProblem('helper-silent', { file });
  if (exit.fault) return captureProblem('helper-garbled', { file, detail: exit.fault.text });
  // the words of the loaders of Linux (glibc, musl) and macOS
  if (/libpcap/.test(exit.stderr) && /shared librar|loading|Library not loaded/i.test(exit.stderr))
    return captureProblem('no-libpcap', { detail: firstLine(exit.stderr), ...libpcapRemedy() });
  const how = exit.signal ?? `exit status ${exit.code ?? '?'}`;
  const said = firstLine(exit.stderr);
  return captureProblem('helper-died', { file, detail: said ? `${how}: ${said}` : how });
}

function startProblem(place: HelperPlace, failed: { code: string; text: string }): Problem {
  const { file } = place;
  if (failed.code === 'ENOENT') return captureProblem('no-helper', { file, ...buildRemedy(place) });
  if (failed.code === 'EACCES' || failed.code === 'EPERM')
    return captureProblem('helper-not-executable', {
      file,
      detail: failed.text,
      ...executableRemedy(file, groupThatMay(file)),
    });
  return captureProblem('usage', { detail: failed.text });
}

/** Name of the file's group, when its members may start the file and others may not. */
function groupThatMay(file: string): string | null {
  try {
    const { mode, gid } = statSync(file);
    if (!(mode & 0o010) || mode & 0o001) return null;
    const line = readFileSync('/etc/group', 'utf8')
      .split('\n')
      .find((entry) => entry.split(':')[2] === String(gid));
    return line?.split(':')[0] ?? null;
  } catch {
    return null;
  }
}

const firstLine = (text: string): string => text.trim().split('\n')[0];
