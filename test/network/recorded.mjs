// What the recorded download carries (make-recorded.mjs): some kB of text in which every line is another one.
export const DOWNLOAD = Array.from({ length: 400 }, (_, i) => `line ${i}: ${i * i}\n`).join('');
