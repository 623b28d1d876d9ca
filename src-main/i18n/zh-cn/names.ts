// 简体中文的地址与端口名称，键与 ../en/names.ts 相同。
export const names = {
  'names.column': '名称',
  'names.hint': '服务器（或另一端）的名称，由捕获内容本身得出：DNS 应答，或 TLS 所请求的服务器名称。不会向网络查询。',
  'names.by.dns': '{address} 即 {name}：见第 {frame, number} 个分组中的 DNS 应答',
  'names.by.ptr': '{address} 即 {name}：见第 {frame, number} 个分组中的 DNS 反向解析应答',
  'names.by.ieee': '{address}：在 IEEE 登记表中分配给 {name}',
  'names.by.iana': '{name} 是 IANA 为 {transport} 端口 {port} 登记的名称。仅凭端口并不能证明实际使用的协议。',
  'names.registered': 'IEEE 与 IANA 登记表中的名称，分组本身并不携带。',
  'names.by.tls': '{address} 即 {name}：见第 {frame, number} 个分组，TLS 握手中的服务器名称',
};
