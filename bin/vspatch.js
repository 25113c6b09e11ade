#!/usr/bin/env node
import { vspatch } from '../dist/src/cli/index.js';

process.exitCode = await vspatch(process.argv.slice(2));
