// Golden texts: what is said of made connections, in both languages, with the packets that each sentence leans on.
import { expect, test } from 'vitest';
import type { FrameLook } from '../../../../src-main/flow/verdict/look';
import { icmpFrom, sentencesOf, verdictOf } from './said';

const OPEN = ['> S', '< SA', '> A'];
const DATA = [...OPEN, '> PA +100', '< A', '< PA +500', '> A'];
const OPENED = {
  en: 'The client opened the connection: the three-way handshake was complete after 2 ms. [1 2 3]',
  zh: '客户端建立连接：三次握手用时 2 ms。 [1 2 3]',
};
const SENT = {
  en: 'The client sent 100 bytes, the server 500 bytes. [4 6]',
  zh: '客户端发送了 100 字节，服务器发送了 500 字节。 [4 6]',
};

interface Row {
  name: string;
  lines: string[];
  look?: FrameLook;
  en: string[];
  zh: string[];
}

const ROWS: Row[] = [
  {
    name: 'three segments',
    lines: [...DATA, '> FA', '< FA', '> A'],
    en: [
      OPENED.en,
      SENT.en,
      'The client closed first; the server acknowledged that and closed in one segment, so it took three. [8 9 10]',
      'By RFC 9293 the client waits in TIME-WAIT now; no packet shows that. [10]',
    ],
    zh: [
      OPENED.zh,
      SENT.zh,
      '客户端先关闭；服务器在同一个报文段中确认并关闭，因此只用了三个报文段。 [8 9 10]',
      '按 RFC 9293，客户端此后处于 TIME-WAIT；这是推断，分组中看不到。 [10]',
    ],
  },
  {
    name: 'four segments, data on the FIN',
    lines: [...DATA, '< FPA +20', '> A', '> FA', '< A'],
    en: [
      OPENED.en,
      'The client sent 100 bytes, the server 520 bytes. [4 6]',
      'The server closed first, then the client; each FIN was acknowledged by itself, in four segments (the first FIN carries data). [8 9 10 11]',
      'By RFC 9293 the server waits in TIME-WAIT now; no packet shows that. [11]',
    ],
    zh: [
      OPENED.zh,
      '客户端发送了 100 字节，服务器发送了 520 字节。 [4 6]',
      '服务器先关闭，客户端随后关闭；两个 FIN 各自得到确认，共四个报文段（第一个 FIN 携带数据）。 [8 9 10 11]',
      '按 RFC 9293，服务器此后处于 TIME-WAIT；这是推断，分组中看不到。 [11]',
    ],
  },
  {
    name: 'half close',
    lines: [...DATA, '> FA', '< A', '< PA +700', '> A', '< FA', '> A'],
    en: [
      OPENED.en,
      'The client sent 100 bytes, the server 1,200 bytes. [4 6]',
      'Half close: the client closed its direction first, the server sent 700 bytes more before it closed, too. [8 9 12 13]',
      'By RFC 9293 the client waits in TIME-WAIT now; no packet shows that. [13]',
    ],
    zh: [
      OPENED.zh,
      '客户端发送了 100 字节，服务器发送了 1,200 字节。 [4 6]',
      '半关闭：客户端先关闭自己的方向，服务器又发送了 700 字节之后才关闭。 [8 9 12 13]',
      '按 RFC 9293，客户端此后处于 TIME-WAIT；这是推断，分组中看不到。 [13]',
    ],
  },
  {
    name: 'simultaneous close',
    lines: [...DATA, '> FA', '< FA ack=101', '> A', '< A'],
    en: [
      OPENED.en,
      SENT.en,
      'Both ends closed at the same time: their FINs crossed, and each was acknowledged. [8 9 10 11]',
      'By RFC 9293 both ends wait in TIME-WAIT now; no packet shows that. [11]',
    ],
    zh: [
      OPENED.zh,
      SENT.zh,
      '双方同时关闭：各自的 FIN 在途中交错，并分别得到确认。 [8 9 10 11]',
      '按 RFC 9293，双方此后处于 TIME-WAIT；这是推断，分组中看不到。 [11]',
    ],
  },
  {
    name: 'last ACK missing, FIN again',
    lines: [...DATA, '> FA', '< A', '< FA', '< FA seq=501 at=400'],
    en: [
      OPENED.en,
      SENT.en,
      'Both ends closed, but the ACK of the last FIN, that of the server, was not captured. [8 10]',
      'The server sent its FIN once more. [11]',
      'By RFC 9293 the client waits in TIME-WAIT now; no packet shows that. [10]',
    ],
    zh: [
      OPENED.zh,
      SENT.zh,
      '双方都已关闭，但未捕获到对最后一个 FIN（由服务器发出）的 ACK。 [8 10]',
      '服务器又重传了 1 次 FIN。 [11]',
      '按 RFC 9293，客户端此后处于 TIME-WAIT；这是推断，分组中看不到。 [10]',
    ],
  },
  {
    name: 'one side only',
    lines: [...DATA, '< FA', '> A'],
    en: [
      OPENED.en,
      SENT.en,
      'Only the server closed; its FIN was acknowledged, and the client did not close as far as was captured. [8 9]',
    ],
    zh: [OPENED.zh, SENT.zh, '只有服务器关闭，其 FIN 已得到确认；就捕获所见，客户端没有关闭。 [8 9]'],
  },
  {
    name: 'never closed',
    lines: DATA,
    en: [OPENED.en, SENT.en, 'Its end was not captured: neither FIN nor RST. [7]'],
    zh: [OPENED.zh, SENT.zh, '未捕获到结束：既没有 FIN，也没有 RST。 [7]'],
  },
  {
    name: 'reset after the answer',
    lines: [...DATA, '> RA'],
    en: [
      OPENED.en,
      SENT.en,
      'The client aborted the connection with an RST after it had acknowledged the data of the server. [6 8]',
    ],
    zh: [OPENED.zh, SENT.zh, '确认服务器的数据之后，客户端以 RST 中止连接。 [6 8]'],
  },
  {
    name: 'reset after all was acknowledged',
    lines: [...DATA, '< RA at=300'],
    en: [
      OPENED.en,
      SENT.en,
      'The server aborted the connection with an RST after everything that it had sent was acknowledged. [6 8]',
    ],
    zh: [OPENED.zh, SENT.zh, '自己发送的数据全部得到确认之后，服务器以 RST 中止连接。 [6 8]'],
  },
  {
    name: 'reset before the last data were acknowledged',
    lines: [...DATA, '< PA +100', '< RA at=300'],
    en: [
      OPENED.en,
      'The client sent 100 bytes, the server 600 bytes. [4 6]',
      'The server aborted the connection with an RST. [8 9]',
    ],
    zh: [OPENED.zh, '客户端发送了 100 字节，服务器发送了 600 字节。 [4 6]', '服务器以 RST 中止连接。 [8 9]'],
  },
  {
    name: 'reset on data',
    lines: [...OPEN, '> PA +100', '< R'],
    en: [
      OPENED.en,
      'The client sent 100 bytes, the server 0 bytes. [4]',
      'The server aborted the connection with an RST upon data of the client. [4 5]',
    ],
    zh: [
      OPENED.zh,
      '客户端发送了 100 字节，服务器发送了 0 字节。 [4]',
      '收到客户端的数据时，服务器以 RST 中止连接。 [4 5]',
    ],
  },
  {
    name: 'reset when idle',
    lines: [...DATA, '< RA at=65000'],
    en: [OPENED.en, SENT.en, 'The server aborted the connection with an RST after 65 s without a packet. [7 8]'],
    zh: [OPENED.zh, SENT.zh, '在 65 s 没有分组之后，服务器以 RST 中止连接。 [7 8]'],
  },
  {
    name: 'reset at once',
    lines: [...OPEN, '< RA'],
    en: [
      OPENED.en,
      'No data was sent.',
      'The server aborted the connection with an RST before any data was sent. [3 4]',
    ],
    zh: [OPENED.zh, '没有传输数据。', '在传输任何数据之前，服务器以 RST 中止连接。 [3 4]'],
  },
  {
    name: 'FIN, then RST on late data',
    lines: [...DATA, '> FA', '< PA +300', '> R'],
    en: [
      OPENED.en,
      'The client sent 100 bytes, the server 800 bytes. [4 6]',
      'The client closed with a FIN; 2 ms later the client sent an RST upon data that came after it had closed, so the connection did not end in an orderly way. [8 9 10]',
    ],
    zh: [
      OPENED.zh,
      '客户端发送了 100 字节，服务器发送了 800 字节。 [4 6]',
      '客户端以 FIN 关闭；2 ms 之后，客户端因关闭后又收到数据而发送 RST，连接未能正常释放。 [8 9 10]',
    ],
  },
  {
    name: 'RST after the close',
    lines: [...DATA, '> FA', '< FA', '> A', '< R'],
    en: [
      OPENED.en,
      SENT.en,
      'The client closed first; the server acknowledged that and closed in one segment, so it took three. [8 9 10]',
      'The RST of the server came after both ends had closed: it changed nothing. [11]',
    ],
    zh: [
      OPENED.zh,
      SENT.zh,
      '客户端先关闭；服务器在同一个报文段中确认并关闭，因此只用了三个报文段。 [8 9 10]',
      '服务器的 RST 在双方都关闭之后才到，没有影响。 [11]',
    ],
  },
  {
    name: 'SYN again, the waits doubling',
    lines: [
      '> S',
      '> S seq=0 at=1000',
      '> S seq=0 at=3000',
      '< SA at=3010',
      '> A at=3011',
      '> PA +5 at=3012',
      '< A at=3020',
    ],
    en: [
      'The client opened the connection: the three-way handshake was complete after 3.01 s. [3 4 5]',
      'The client sent its SYN 3 times, 1 s / 2 s apart, the wait doubling each time. [1 2 3]',
      'The client sent 5 bytes, the server 0 bytes. [6]',
      'Its end was not captured: neither FIN nor RST. [7]',
    ],
    zh: [
      '客户端建立连接：三次握手用时 3.01 s。 [3 4 5]',
      '客户端共发送 SYN 3 次，间隔依次为 1 s / 2 s，每次加倍。 [1 2 3]',
      '客户端发送了 5 字节，服务器发送了 0 字节。 [6]',
      '未捕获到结束：既没有 FIN，也没有 RST。 [7]',
    ],
  },
  {
    name: 'SYN-ACK again',
    lines: ['> S', '< SA', '< SA seq=0 at=1000', '> A at=1001'],
    en: [
      'The client opened the connection: the three-way handshake was complete after 1 s. [1 2 4]',
      'The SYN-ACK came 2 times: the server had not received the ACK that completes the handshake. [2 3]',
      'No data was sent.',
      'Its end was not captured: neither FIN nor RST. [4]',
    ],
    zh: [
      '客户端建立连接：三次握手用时 1 s。 [1 2 4]',
      'SYN-ACK 出现了 2 次：服务器尚未收到完成握手的 ACK。 [2 3]',
      '没有传输数据。',
      '未捕获到结束：既没有 FIN，也没有 RST。 [4]',
    ],
  },
  {
    name: 'no answer',
    lines: ['> S', '> S seq=0 at=1000', '> S seq=0 at=3000', '> S seq=0 at=7000'],
    en: [
      'The client asked 4 times within 7 s (1 s / 2 s / 4 s apart, the wait doubling each time) and got no answer. [1 2 3 4]',
    ],
    zh: ['客户端在 7 s 内请求了 4 次（间隔依次为 1 s / 2 s / 4 s，每次加倍），均无应答。 [1 2 3 4]'],
  },
  {
    name: 'one SYN',
    lines: ['> S'],
    en: ['The client sent one SYN, and no answer to it was captured. [1]'],
    zh: ['客户端发送了一个 SYN，未捕获到应答。 [1]'],
  },
  {
    name: 'refused',
    lines: ['> S', '< RA at=32'],
    en: [
      'The connection was refused: the SYN to port 80 was answered with an RST after 32 ms. [1 2]',
      'Whether the host itself or a firewall on the way answered cannot be told from this capture.',
    ],
    zh: [
      '连接被拒绝：发往端口 80 的 SYN 在 32 ms 后得到 RST 应答。 [1 2]',
      '仅凭此捕获无法判断应答来自目标主机还是途中的防火墙。',
    ],
  },
  {
    name: 'filtered by a router',
    lines: ['> S', 'icmp > S seq=0 at=5'],
    look: icmpFrom({ from: '192.0.2.1', isV6: false, type: 3, code: 13 }),
    en: ['The connection was refused by ICMP: 192.0.2.1, not the target, reported that a filter prohibits it. [1 2]'],
    zh: ['连接被 ICMP 拒绝：192.0.2.1（不是目标主机）报告过滤规则禁止该连接。 [1 2]'],
  },
  {
    name: 'port unreachable',
    lines: ['> S', 'icmp > S seq=0 at=5'],
    look: icmpFrom({ from: '10.0.0.2', isV6: false, type: 3, code: 3 }),
    en: [
      'The connection was refused by ICMP: 10.0.0.2, the target itself, reported that nothing uses this port. [1 2]',
    ],
    zh: ['连接被 ICMP 拒绝：10.0.0.2（即目标主机）报告该端口无人使用。 [1 2]'],
  },
  {
    name: 'half-open probe',
    lines: ['> S', '< SA', '> R seq=1'],
    en: [
      'The server accepted, and the client reset at once instead of completing the handshake: probably a probe whether the port is open (half-open scan). [1 2 3]',
    ],
    zh: ['服务器同意建立连接，客户端却没有完成握手，而是立即复位：可能是在探测端口是否开放（半开扫描）。 [1 2 3]'],
  },
  {
    name: 'no final ACK',
    lines: ['> S', '< SA', '< SA seq=0 at=1000'],
    en: ['The server accepted (2 SYN-ACKs), but the ACK that would complete the handshake was not captured. [1 2 3]'],
    zh: ['服务器同意建立连接（共 2 个 SYN-ACK），但未捕获到完成握手的 ACK。 [1 2 3]'],
  },
  {
    name: 'simultaneous open',
    lines: ['> S', '< S', '> SA seq=0 ack=1', '< SA seq=0 ack=1'],
    en: [
      'Both ends opened at the same time: their SYNs crossed, and each acknowledged that of the other. [1 2 3 4]',
      'No data was sent.',
      'Its end was not captured: neither FIN nor RST. [4]',
    ],
    zh: [
      '双方同时打开：各自的 SYN 在途中交错，并分别得到对方的确认。 [1 2 3 4]',
      '没有传输数据。',
      '未捕获到结束：既没有 FIN，也没有 RST。 [4]',
    ],
  },
  {
    name: 'in the middle',
    lines: ['> PA +100 seq=1', '< PA +50 seq=1'],
    en: [
      'The capture begins in the middle of the connection. Which end is the client is a guess by the port numbers. [1]',
      'The client sent 100 bytes, the server 50 bytes. [1 2]',
      'Its end was not captured: neither FIN nor RST. [2]',
    ],
    zh: [
      '捕获从连接中途开始。哪一端是客户端是根据端口号推测的。 [1]',
      '客户端发送了 100 字节，服务器发送了 50 字节。 [1 2]',
      '未捕获到结束：既没有 FIN，也没有 RST。 [2]',
    ],
  },
  {
    name: 'Fast Open',
    lines: ['> S +50', '< SA', '> A', '< PA +10', '> A'],
    en: [
      OPENED.en,
      'TCP Fast Open: the SYN carried 50 bytes, of which the SYN-ACK acknowledges all. [1 2]',
      'The client sent 50 bytes, the server 10 bytes. [1 4]',
      'Its end was not captured: neither FIN nor RST. [5]',
    ],
    zh: [
      OPENED.zh,
      'TCP Fast Open：SYN 携带了 50 字节数据，SYN-ACK 全部确认。 [1 2]',
      '客户端发送了 50 字节，服务器发送了 10 字节。 [1 4]',
      '未捕获到结束：既没有 FIN，也没有 RST。 [5]',
    ],
  },
  {
    name: 'Fast Open, data refused',
    lines: ['> S +50', '< SA ack=1', '> A seq=51', '> PA +50 seq=1'],
    en: [
      OPENED.en,
      'TCP Fast Open: the SYN carried 50 bytes, of which the SYN-ACK acknowledges none, so they have to be sent again. [1 2]',
      'The client sent 100 bytes, the server 0 bytes (counting what was sent again). [1]',
      'The client sent 1 segment again. [4]',
      'Its end was not captured: neither FIN nor RST. [4]',
    ],
    zh: [
      OPENED.zh,
      'TCP Fast Open：SYN 携带了 50 字节数据，SYN-ACK 没有确认，这些数据需要重传。 [1 2]',
      '客户端发送了 100 字节，服务器发送了 0 字节（含重传）。 [1]',
      '客户端重传了 1 个报文段。 [4]',
      '未捕获到结束：既没有 FIN，也没有 RST。 [4]',
    ],
  },
  {
    name: 'data again, window closed, keep-alive',
    lines: [
      ...OPEN,
      '> PA +100',
      '> PA +100 seq=1 at=300',
      '< A win=0',
      '< A at=900 win=0',
      '< A at=1900',
      '> A seq=100 at=9000',
      '< A at=9001',
    ],
    en: [
      OPENED.en,
      'The client sent 200 bytes, the server 0 bytes (counting what was sent again). [4]',
      'The client sent 1 segment again. [5]',
      'The client sent 1 keep-alive. [9]',
      'The server announced a closed window (0) 2 times: it could take nothing for 1.9 s in all. [6 7]',
      'Its end was not captured: neither FIN nor RST. [10]',
    ],
    zh: [
      OPENED.zh,
      '客户端发送了 200 字节，服务器发送了 0 字节（含重传）。 [4]',
      '客户端重传了 1 个报文段。 [5]',
      '客户端发送了 1 个保活探测。 [9]',
      '服务器通告零窗口 2 次：合计 1.9 s 内无法接收数据。 [6 7]',
      '未捕获到结束：既没有 FIN，也没有 RST。 [10]',
    ],
  },
  {
    name: 'ignored',
    lines: [...OPEN, '> PA +100', '< A', '< R seq=99999999'],
    en: [
      OPENED.en,
      'The client sent 100 bytes, the server 0 bytes. [4]',
      '1 segment was ignored by the receiver: an RST outside its window. [6]',
      'Its end was not captured: neither FIN nor RST. [5]',
    ],
    zh: [
      OPENED.zh,
      '客户端发送了 100 字节，服务器发送了 0 字节。 [4]',
      '接收方忽略了 1 个报文段：RST 在窗口之外。 [6]',
      '未捕获到结束：既没有 FIN，也没有 RST。 [5]',
    ],
  },
  {
    name: 'fast again',
    lines: [
      ...OPEN,
      '> PA +100',
      '> PA +100',
      '> PA +100',
      '> PA +100',
      '< A ack=1',
      '< A ack=1',
      '< A ack=1',
      '> PA +100 seq=1',
      '< A ack=401',
    ],
    en: [
      OPENED.en,
      'The client sent 500 bytes, the server 0 bytes (counting what was sent again). [4]',
      'The client sent 1 segment again. [11]',
      'Its end was not captured: neither FIN nor RST. [12]',
    ],
    zh: [
      OPENED.zh,
      '客户端发送了 500 字节，服务器发送了 0 字节（含重传）。 [4]',
      '客户端重传了 1 个报文段。 [11]',
      '未捕获到结束：既没有 FIN，也没有 RST。 [12]',
    ],
  },
];

test.each(ROWS)('$name', ({ lines, look, en, zh }) => {
  const verdict = verdictOf(lines, look);
  expect(sentencesOf(verdict, 'en')).toEqual(en);
  expect(sentencesOf(verdict, 'zh-CN')).toEqual(zh);
});
