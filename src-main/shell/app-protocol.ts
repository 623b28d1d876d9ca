// The page comes from an own scheme, not from file://: it has an origin, and every answer carries the policy below.
import { protocol, session, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { APP_HOST, fileOf } from './served-file';

const SCHEME = 'synscope';
export const APP_URL = `${SCHEME}://${APP_HOST}/index.html`;
export const APP_ORIGIN = `${SCHEME}://${APP_HOST}`;

/** Nothing but our own files, no inline script or style, no string becomes code. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

/**
 * What a page may ask the user or the machine for is refused at once, before there is anything to wait for. Electron
 * itself leaves some of these pending when the handlers below refuse them (fullscreen).
 */
const PERMISSIONS_POLICY = [
  'accelerometer',
  'bluetooth',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'gamepad',
  'geolocation',
  'gyroscope',
  'hid',
  'identity-credentials-get',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'microphone',
  'midi',
  'otp-credentials',
  'payment',
  'picture-in-picture',
  'publickey-credentials-create',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
]
  .map((feature) => `${feature}=()`)
  .join(', ');

const HEADERS = {
  'Content-Security-Policy': CONTENT_SECURITY_POLICY,
  'Permissions-Policy': PERMISSIONS_POLICY,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-cache',
};

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serve `root` (out/renderer) and cut every other way out of the page. `devOrigin`: the dev server, if one runs. */
export function serveApp(root: string, devOrigin: string | null): void {
  const own = session.defaultSession;
  own.protocol.handle(SCHEME, (request) => answer(root, request));
  denyPermissions(own);
  // a link with `download` would ask where to save
  own.on('will-download', (event) => {
    event.preventDefault();
  });
  own.webRequest.onBeforeRequest((details, callback) => {
    callback({ cancel: !isOwn(details.url, devOrigin) });
  });
}

function isOwn(url: string, devOrigin: string | null): boolean {
  if (url.startsWith(`${APP_ORIGIN}/`) || url.startsWith('devtools:') || url.startsWith('data:')) return true;
  return devOrigin !== null && url.replace(/^ws/, 'http').startsWith(`${devOrigin}/`);
}

function denyPermissions(own: Session): void {
  own.setPermissionRequestHandler((_contents, _permission, callback) => {
    callback(false);
  });
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
}

async function answer(root: string, request: Request): Promise<Response> {
  const file = fileOf(root, request.url);
  if (file === null || request.method !== 'GET') return new Response(null, { status: 404, headers: HEADERS });
  try {
    const type = TYPES[path.extname(file)] ?? 'application/octet-stream';
    return new Response(await readFile(file), { headers: { ...HEADERS, 'Content-Type': type } });
  } catch {
    return new Response(null, { status: 404, headers: HEADERS });
  }
}
