import { formatNames } from '../capture-formats';
import type { formats as en } from '../en/formats';

export const formats: Record<keyof typeof en, string> = {
  'formats.notFound': '找不到文件 {path}。它可能已被移动或删除。',
  'formats.folder': '{path} 是文件夹。请选择其中的捕获文件。',
  'formats.notAFile': '{path} 是设备或管道，不是普通文件。请先将捕获保存为文件。',
  'formats.notAllowed': '没有读取 {path} 的权限。请修改其权限，或将其复制到自己的文件夹。',
  'formats.openFailed': '无法打开 {path}（{reason}）。',
  'formats.readFailed': '在第 {offset, number} 字节处读取失败（{reason}）。磁盘或网络驱动器可能已断开。',
  'formats.empty': '{name} 是空文件。写入它的程序可能还没有保存内容。',
  'formats.emptyInside':
    '{name} 是 {kind} 文件，但其中没有内容：解压后没有任何字节。写入它的程序可能没有捕获到数据，或提前结束了。',
  'formats.headerCut': '文件在文件头中间结束：需要 {expected, number} 字节，只有 {found, number} 字节。',
  'formats.text':
    '{name} 是文本文件，不是捕获文件。请打开 .pcap 或 .pcapng 等捕获文件；十六进制转储可用 text2pcap 转换。',
  'formats.unknown': `这不是 Synscope 能读取的捕获文件（开头为 {bytes}）。Synscope 可读取 ${formatNames('、', ' 和 ')} 文件，包括用 gzip 或 zstd 压缩的。`,
  'formats.unsupported': '这是 {kind} 类型的文件，Synscope 不能读取。请先转换为 pcapng（例如用 editcap）。',
  'formats.compressed': '该文件用 {kind} 压缩，Synscope 不能解压。请先解压；gzip 和 zstd 可由 Synscope 直接解压。',
  'formats.version': '这是版本为 {version} 的 {format} 文件，该版本未知。请用能读取它的程序转换为当前版本。',
  'formats.reservedBits': '文件头设置了必须为零的位（链路类型中的 {bits}），因此后面的内容不可信。',
  'formats.cancelled': '已取消打开。',
  'formats.gzipDamaged': '压缩文件第 {offset, number} 字节处的 gzip 数据已损坏（{reason}）。损坏之前的内容已读取。',
  'formats.gzipCut': 'gzip 文件在第 {offset, number} 字节处被截断，缺少结尾。此前的内容已读取。',
  'formats.zstdDamaged': '压缩文件第 {offset, number} 字节附近的 zstd 数据已损坏（{reason}）。损坏之前的内容已读取。',
  'formats.zstdWindow':
    '解压该 zstd 文件需要 {found, number} 字节内存，最多只允许 {expected, number} 字节。请先用 zstd 程序解压。',
  'formats.zstdDictionary':
    '该 zstd 文件压缩时使用了字典（ID {id, number}），而文件中不含该字典。请先用 zstd 程序和该字典解压。',
  'formats.zstdSkippable':
    '该 zstd 文件没有压缩数据，只有 {count, number} 个可跳过帧，即供其他程序使用的数据，解压时会略过。',
  'formats.inflateLimit':
    '解压在 {limit, number} 字节处停止，这是一个捕获文件在该磁盘上可占用的上限。已读取解压出的部分。',
  'formats.diskFull': '{folder} 所在的磁盘已满。请腾出空间，或在别处解压后再打开。',
  'formats.cacheUnwritable':
    '无法在 {folder} 中写入临时文件（{reason}），因此不能解压该捕获文件。请使该文件夹可写，或自行解压后打开。',
  'formats.damage.cutShort':
    '文件在第 {offset, number} 字节处的记录中间结束：该记录需要 {expected, number} 字节，只有 {found, number} 字节。',
  'formats.damage.captured':
    '第 {offset, number} 字节处的记录声称捕获了 {found, number} 字节，最多只可能有 {expected, number} 字节。',
  'formats.damage.original':
    '第 {offset, number} 字节处的记录声称线路上有 {found, number} 字节，最多只可能有 {expected, number} 字节。',
  'formats.damage.packetHeader':
    '第 {offset, number} 字节处的记录：分组前的捕获设备头部至少需要 {expected, number} 字节，实际只有 {found, number} 字节。',
  'formats.damage.recordTooShort':
    '第 {offset, number} 字节处的记录：长度为 {found, number}，至少应为 {expected, number}。',
  'formats.damage.recordTooLong':
    '第 {offset, number} 字节处的记录：长度为 {found, number}，最多只可能为 {expected, number}。',
  'formats.damage.frameTable':
    '文件头声明的索引表为 {found, number} 字节，但表中至少应有一个 {expected, number} 字节的条目，且条目必须完整。缺少索引表，无法找到分组。',
  'formats.damage.trailer': '第 {offset, number} 字节处的块：块首总长度为 {expected, number}，块尾为 {found, number}。',
  'formats.damage.blockTooShort':
    '第 {offset, number} 字节处的块：总长度为 {found, number}，该类型至少应为 {expected, number}。',
  'formats.damage.blockTooLong':
    '第 {offset, number} 字节处的块：总长度为 {found, number}，最多只可能为 {expected, number}。',
  'formats.damage.interface':
    '第 {offset, number} 字节处的分组指向接口 {found, number}，但所在节{expected, plural, =0 {没有描述任何接口} other {只描述了 # 个接口（从 0 开始编号）}}。',
  'formats.damage.interfaces': '第 {offset, number} 字节处的块：接口超过 {expected, number} 个。',
  'formats.damage.option':
    '第 {offset, number} 字节处的选项：应有 {expected, number} 字节，实际为 {found, number} 字节。',
  'formats.damage.name':
    '第 {offset, number} 字节处的名称记录：应有 {expected, number} 字节，实际为 {found, number} 字节。',
  'formats.damage.secrets':
    '第 {offset, number} 字节处的密钥块：声明有 {found, number} 字节密钥，最多只能容纳 {expected, number} 字节。',
  'formats.damage.byteOrder': '第 {offset, number} 字节处的节：字节序标记应为 {expected}，实际为 {found}。',
};
