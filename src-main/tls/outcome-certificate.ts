// What is said of the certificate that a server showed: whose it is, and what was wrong with it at the time of the capture.
import type { VerdictSentence } from '../ipc/verdict-contract';
import { say, type CertificateView } from './outcome-part';

const MOST_NAMES = 3;

/** A sentence for each problem; none where there is none. */
export function certificateSentences(view: CertificateView | null): VerdictSentence[] {
  if (view === null) return [];
  const { row, subject, asked, names, daysLeft, daysToBegin, key, signature } = view;
  const args = {
    subject,
    asked,
    names: names.slice(0, MOST_NAMES).join(', ') + (names.length > MOST_NAMES ? ' …' : ''),
    days: daysLeft < 0 ? -daysLeft : daysToBegin,
    key,
    signature,
  };
  return view.problems.map((problem) => say(`tls.cert.${problem}`, args, [row]));
}
