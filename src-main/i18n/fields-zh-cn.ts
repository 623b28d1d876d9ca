// Simplified Chinese names of fields. A field is named by its English name; where one English word means two things in Chinese, by its
// abbreviation.
import type { Language } from '../ipc/languages';
import { fieldNamesLink } from './zh-cn/field-names';
import { fieldNamesDns } from './zh-cn/field-names-dns';
import { fieldNamesDtls } from './zh-cn/field-names-dtls';
import { fieldNamesHosts } from './zh-cn/field-names-hosts';
import { fieldNamesHttp } from './zh-cn/field-names-http';
import { fieldNamesHttp2 } from './zh-cn/field-names-http2';
import { fieldNamesNetwork } from './zh-cn/field-names-network';
import { fieldNamesSynscope } from './zh-cn/field-names-synscope';
import { fieldNamesQuic } from './zh-cn/field-names-quic';
import { fieldNamesTls } from './zh-cn/field-names-tls';
import { fieldNamesTransport } from './zh-cn/field-names-transport';
import { fieldNamesTunnels } from './zh-cn/field-names-tunnels';
import { fieldNamesWlan } from './zh-cn/field-names-wlan';
import { traditional } from './zh-tw/traditional';

const BY_NAME: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...fieldNamesDns,
    ...fieldNamesDtls,
    ...fieldNamesHosts,
    ...fieldNamesQuic,
    ...fieldNamesTls,
    ...fieldNamesHttp,
    ...fieldNamesHttp2,
    ...fieldNamesTunnels,
    ...fieldNamesLink,
    ...fieldNamesNetwork,
    ...fieldNamesTransport,
    ...fieldNamesSynscope,
    ...fieldNamesWlan,
  }),
);

const BY_ABBREV: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'geneve.proto_type': '协议类型',
    'gre.flags.ack': '确认位',
    'http2.flags.ack.ping': '确认（ACK）',
    'http2.flags.ack.settings': '确认（ACK）',
    'icmp.mpls.exp': '实验位',
    'icmpv6.opt.prefix.flag.r': '路由器地址标志（R）',
    'ip.opt.type.class': '选项类别',
    'llc.control.u_modifier_resp': '响应',
    'mpls.label': 'MPLS 标签',
    'pppoed.tag': '标签',
    'ipv6.routing.srh.tag': '标记',
    'tcp.option_kind': '选项类型',
    'udp.length': '长度',
  }),
);

/** The Simplified Chinese name of the field `abbrev`, or undefined where there is none. */
export function fieldNameZh(abbrev: string, name: string): string | undefined {
  return BY_ABBREV.get(abbrev) ?? BY_NAME.get(name);
}

/** The name of the field `abbrev` in the reader's language; the English `name` where there is no translation. */
export function fieldName(language: Language, abbrev: string, name: string): string {
  if (language === 'en') return name;
  const chinese = fieldNameZh(abbrev, name);
  if (chinese === undefined) return name;
  return language === 'zh-CN' ? chinese : traditional(chinese);
}
