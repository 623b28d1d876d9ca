// What is said of the certificates that a server showed: what was wrong with them at the time of the capture.
import type { VerdictSentence } from '../ipc/contracts/verdict-contract';
import { say, type CertificateView } from './outcome-part';

const MOST_NAMES = 3;

/**
 * A sentence for each fault; none where there is none. That a certificate came alone is only a hint: it is given where nothing else is wrong.
 * @param hasFailed the client did not accept it
 */
export function certificateSentences(view: CertificateView | null, hasFailed: boolean): VerdictSentence[] {
  if (view === null) return [];
  const { row, asked, faults } = view;
  const real = faults.filter(({ problem }) => problem !== 'missingIntermediate');
  const all = real.length > 0 ? real : hasFailed ? faults : [];
  // of the order only the whole chain is told
  const told = all.filter(
    (fault, i) => fault.problem !== 'wrongOrder' || all.findIndex((one) => one.problem === 'wrongOrder') === i,
  );
  return told.map(({ problem, subject, names, key, signature, days }) => {
    const list = names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ' …' : '');
    return say(`tls.cert.${problem}`, { subject, asked, names: list, days, key, signature }, [row]);
  });
}
