// Simplified Chinese texts of one area; the English ones stand in ../en/pattern.ts. ICU MessageFormat.
export const pattern = {
  'pattern.endsInBackslash': '正则表达式以反斜杠结尾；要表示反斜杠本身，请写两个反斜杠。',
  'pattern.escape': '{text} 不是正则表达式的转义序列。',
  'pattern.notAByte': '{text} 超出一个字节：此处的正则表达式按字节匹配，最大为 \\xff。',
  'pattern.property': '{text} 不是字符属性。',
  'pattern.posix': '{text} 不是字符类。',
  'pattern.bracket': '字符类缺少右方括号 ]。',
  'pattern.opening': '缺少右括号 )。',
  'pattern.closing': '多了一个右括号 )；要表示该字符本身，请写 \\)。',
  'pattern.group': '分组不能这样开头；要表示左括号本身，请写 \\(。',
  'pattern.rangeOrder': '范围 {text} 的终点在起点之前。',
  'pattern.nothingToRepeat': '{text} 之前没有可重复的内容；要表示该字符本身，请在前面加 \\。',
  'pattern.repeat': '重复次数最多为 {most, number} 次。',
  'pattern.backReference': '{text} 引用了分组匹配到的内容：这类匹配的耗时可能没有上限，因此不提供。',
  'pattern.unsupported': '此处不支持 {text}：不提供环视、原子分组、递归分组、占有量词以及 \\R 和 \\X。',
  'pattern.tooDeep': '分组嵌套超过 {most} 层。',
  'pattern.tooLarge': '正则表达式的重复展开之后过大。',
};
