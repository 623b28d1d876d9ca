// Mistakes in regular expressions.
export const pattern = {
  'pattern.endsInBackslash': 'The regular expression ends in a backslash; write two of them for a backslash.',
  'pattern.escape': '{text} is no escape in a regular expression.',
  'pattern.notAByte': '{text} is more than a byte: regular expressions match bytes here, up to \\xff.',
  'pattern.property': '{text} is no property of characters.',
  'pattern.posix': '{text} is no class of characters.',
  'pattern.bracket': 'The closing ] of the class is missing.',
  'pattern.opening': 'The closing ) is missing.',
  'pattern.closing': 'There is one ) too many; write \\) for the character itself.',
  'pattern.group': 'A group cannot begin like this; write \\( for the character itself.',
  'pattern.rangeOrder': 'The range {text} ends before it begins.',
  'pattern.nothingToRepeat': '{text} has nothing to repeat; write \\ before it for the character itself.',
  'pattern.repeat': 'At most {most, number} repetitions can be asked for.',
  'pattern.backReference': '{text} refers to what a group matched: that could take for ever, so it is not offered.',
  'pattern.unsupported':
    '{text} is not offered here: look-around, atomic and recursive groups, possessive repetitions, \\R and \\X.',
  'pattern.tooDeep': 'Groups are nested more than {most} deep.',
  'pattern.tooLarge': 'The regular expression is too large once its repetitions are written out.',
} as const;
