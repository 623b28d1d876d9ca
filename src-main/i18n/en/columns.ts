// Columns of tables, as their headers offer them. The Simplified Chinese texts stand in ../zh-cn/columns.ts.
export const columns = {
  'columns.align': 'Align',
  'columns.align.start': 'Left',
  'columns.align.center': 'Centre',
  'columns.align.end': 'Right',
  'columns.apply': 'Apply as column',
  'columns.editTitle': 'Edit title…',
  'columns.editTitle.title': 'Title of the column',
  'columns.fit': 'Width by contents',
  'columns.ok': 'OK',
  'columns.remove': 'Remove this column',
  'columns.resolve': 'Show names of addresses',
  'columns.title': 'Title',
} as const;
