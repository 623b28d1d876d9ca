// Simplified Chinese texts of one area; the English ones stand in ../en/pattern.ts. ICU MessageFormat.
export const pattern = {
  'pattern.endsInBackslash': '正则表达式以反斜杠结尾；要匹配反斜杠本身，请写两个反斜杠。',
  'pattern.escape': '{text} 不是有效的正则表达式转义序列。',
  'pattern.notAByte': '{text} 超出一个字节：此处的正则表达式按字节匹配，最大为 \\xff。',
  'pattern.property': '{text} 不是字符属性。',
  'pattern.posix': '{text} 不是字符类。',
  'pattern.bracket': '字符类缺少右方括号“]”。',
  'pattern.opening': '缺少右括号“)”。',
  'pattern.closing': '多了一个右括号“)”；要匹配括号本身，请写“\\(”或“\\)”。',
  'pattern.group': '组不能这样开头；要匹配左括号本身，请写“\\(”。',
  'pattern.rangeOrder': '范围 {text} 的终点在起点之前。',
  'pattern.nothingToRepeat': '{text} 之前没有可重复的内容；要匹配该字符本身，请在前面加 \\。',
  'pattern.repeat': '最多允许重复 {most, number} 次。',
  'pattern.backReference': '{text} 是反向引用，匹配所需的时间可能没有上限，因此不支持。',
  'pattern.unsupported': '不支持 {text}；环视、原子组、递归组、占有量词以及 \\R 和 \\X 均不支持。',
  'pattern.tooDeep': '组的嵌套超过 {most} 层。',
  'pattern.tooLarge': '正则表达式将重复展开之后过大。',
};
