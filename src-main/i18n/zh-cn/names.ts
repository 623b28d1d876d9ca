// 简体中文的地址名称，键与 ../en/names.ts 相同。
export const names = {
  'names.column': '名称',
  'names.hint': '服务器（或另一端）的名称，由捕获内容本身得出：DNS 应答，或 TLS 所请求的服务器名称。不会向网络查询。',
  'names.by.dns': '{address} 即 {name}：见第 {frame, number} 个分组中的 DNS 应答',
  'names.by.ptr': '{address} 即 {name}：见第 {frame, number} 个分组中的 DNS 反向解析应答',
  'names.by.tls': '{address} 即 {name}：见第 {frame, number} 个分组，TLS 握手中的服务器名称',
};
