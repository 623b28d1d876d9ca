// Every pass over the packets has a name to be listed by.
import { expect, test } from 'vitest';
import { en, zhCN } from '../../../src-main/i18n/catalogue';
import { PASSES } from '../../../src-main/ipc/passes';

test.each(PASSES)('%s has its name in both languages', (id) => {
  for (const table of [en, zhCN]) expect(table).toHaveProperty([`pass.${id}`]);
});
