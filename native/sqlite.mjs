// scripts/sqlite.mjs
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
const dir = path.resolve('node_modules/better-sqlite3')
const out = path.join(dir, 'build/Release/better_sqlite3.node')
const { version } = JSON.parse(fs.readFileSync(path.join(dir, 'package.json'), 'utf8'))
const cached = path.join(process.env.SQLITE_CACHE ?? path.join(os.homedir(), '.cache/better-sqlite3-napi9'), `${version}-${process.arch}.node`)
if (!fs.existsSync(cached)) {
  const prefix = path.dirname(path.dirname(process.execPath)) // has include/node
  const gyp = path.join(prefix, 'lib/node_modules/npm/node_modules/node-gyp/bin/node-gyp.js')
  const CXXFLAGS = '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT'
  execFileSync(process.execPath, [gyp, 'rebuild', '--release', '--force_build=1', `--nodedir=${prefix}`], { cwd: dir, stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, CXXFLAGS } })
  fs.mkdirSync(path.dirname(cached), { recursive: true })
  fs.copyFileSync(out, cached)
}
fs.rmSync(path.join(dir, 'build'), { recursive: true, force: true }) // leave only the addon: no object files to pack
fs.mkdirSync(path.dirname(out), { recursive: true })
fs.copyFileSync(cached, out)
