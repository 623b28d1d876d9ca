// Fields of certificates in Wireshark's names, which go by the ASN.1 of X.509: x509af the certificate, x509if and x509sat names, x509ce extensions.
// Object identifiers are texts here: `x509af.algorithm.id == "1.2.840.113549.1.1.11"`.
import { defineFields, fieldGroup } from '../../../contract/protocol';

const NAME = { values: { 0: 'rdnSequence' } };
const TIME = { values: { 0: 'utcTime', 1: 'generalizedTime' } };
const STRINGS = {
  values: { 0: 'teletexString', 1: 'printableString', 2: 'universalString', 3: 'bmpString', 4: 'uTF8String' },
};

export const AF = defineFields(
  'x509af',
  {
    signedCertificate_element: ['signedCertificate', 'none'],
    version: ['version', 'int32', 'dec', { values: { 0: 'v1', 1: 'v2', 2: 'v3' } }],
    serialNumber: ['serialNumber', 'bytes'],
    signature_element: ['signature', 'none'],
    'algorithm.id': ['Algorithm Id', 'string'],
    issuer: ['issuer', 'uint32', 'dec', NAME],
    validity_element: ['validity', 'none'],
    notBefore: ['notBefore', 'uint32', 'dec', TIME],
    notAfter: ['notAfter', 'uint32', 'dec', TIME],
    utcTime: ['utcTime', 'string'],
    generalizedTime: ['generalizedTime', 'abstime'],
    subject: ['subject', 'uint32', 'dec', NAME],
    rdnSequence: ['rdnSequence', 'uint32', 'dec'],
    subjectPublicKeyInfo_element: ['subjectPublicKeyInfo', 'none'],
    algorithm_element: ['algorithm', 'none'],
    subjectPublicKey: ['subjectPublicKey', 'bytes'],
    extensions: ['extensions', 'uint32', 'dec'],
    Extension_element: ['Extension', 'none'],
    'extension.id': ['Extension Id', 'string'],
    critical: ['critical', 'bool', 0],
    algorithmIdentifier_element: ['algorithmIdentifier', 'none'],
    encrypted: ['encrypted', 'bytes'],
  },
  { pass: 'messages' },
);

export const IF = defineFields(
  'x509if',
  {
    rdnSequence: ['rdnSequence', 'uint32', 'dec'],
    RDNSequence_item: ['RDNSequence item', 'uint32', 'dec'],
    RelativeDistinguishedName_item_element: ['RelativeDistinguishedName item', 'none'],
    oid: ['Object Id', 'string'],
  },
  { pass: 'messages' },
);

export const SAT = defineFields(
  'x509sat',
  {
    DirectoryString: ['DirectoryString', 'uint32', 'dec', STRINGS],
    teletexString: ['teletexString', 'string'],
    printableString: ['printableString', 'string'],
    universalString: ['universalString', 'string'],
    bmpString: ['bmpString', 'string'],
    uTF8String: ['uTF8String', 'string', 'none', { popularity: 42 }],
    CountryName: ['CountryName', 'string'],
    PrintableString: ['PrintableString', 'string'],
    IA5String: ['IA5String', 'string'],
  },
  { pass: 'messages' },
);

const KINDS = {
  0: 'otherName',
  1: 'rfc822Name',
  2: 'dNSName',
  3: 'x400Address',
  4: 'directoryName',
  5: 'ediPartyName',
  6: 'uniformResourceIdentifier',
  7: 'iPAddress',
  8: 'registeredID',
};

export const CE = defineFields(
  'x509ce',
  {
    SubjectKeyIdentifier: ['SubjectKeyIdentifier', 'bytes'],
    AuthorityKeyIdentifier_element: ['AuthorityKeyIdentifier', 'none'],
    keyIdentifier: ['keyIdentifier', 'bytes'],
    KeyUsage: ['KeyUsage', 'bytes'],
    'KeyUsage.digitalSignature': ['digitalSignature', 'bool', 8, { mask: 0x80 }],
    'KeyUsage.contentCommitment': ['contentCommitment', 'bool', 8, { mask: 0x40 }],
    'KeyUsage.keyEncipherment': ['keyEncipherment', 'bool', 8, { mask: 0x20 }],
    'KeyUsage.dataEncipherment': ['dataEncipherment', 'bool', 8, { mask: 0x10 }],
    'KeyUsage.keyAgreement': ['keyAgreement', 'bool', 8, { mask: 0x08 }],
    'KeyUsage.keyCertSign': ['keyCertSign', 'bool', 8, { mask: 0x04 }],
    'KeyUsage.cRLSign': ['cRLSign', 'bool', 8, { mask: 0x02 }],
    'KeyUsage.encipherOnly': ['encipherOnly', 'bool', 8, { mask: 0x01 }],
    KeyPurposeIDs: ['KeyPurposeIDs', 'uint32', 'dec'],
    KeyPurposeId: ['KeyPurposeId', 'string'],
    GeneralName: ['GeneralName', 'uint32', 'dec', { values: KINDS }],
    GeneralNames: ['GeneralNames', 'uint32', 'dec'],
    fullName: ['fullName', 'uint32', 'dec'],
    authorityCertIssuer: ['authorityCertIssuer', 'uint32', 'dec'],
    dNSName: ['dNSName', 'string'],
    rfc822Name: ['rfc822Name', 'string'],
    uniformResourceIdentifier: ['uniformResourceIdentifier', 'string'],
    'IPAddress.ipv4': ['iPAddress', 'ipv4'],
    'IPAddress.ipv6': ['iPAddress', 'ipv6'],
    directoryName: ['directoryName', 'uint32', 'dec', NAME],
    BasicConstraintsSyntax_element: ['BasicConstraintsSyntax', 'none'],
    cA: ['cA', 'bool', 0],
    pathLenConstraint: ['pathLenConstraint', 'uint64', 'dec'],
  },
  { pass: 'messages' },
);

const prefixed = <T extends Record<string, unknown>>(prefix: string, table: T): Record<string, T[keyof T]> =>
  Object.fromEntries(Object.entries(table).map(([key, field]) => [`${prefix}.${key}`, field])) as Record<
    string,
    T[keyof T]
  >;

export const X509_FIELDS = {
  ...prefixed('x509af', AF),
  ...prefixed('x509if', IF),
  ...prefixed('x509sat', SAT),
  ...prefixed('x509ce', CE),
};
/** A certificate is looked into only where one of these is wanted. */
export const ANY_X509 = fieldGroup(Object.values(X509_FIELDS));
