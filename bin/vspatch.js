#!/usr/bin/env node
import { translateSparingly, vspatch } from '../dist/src/cli/index.js';

translateSparingly();
process.exitCode = await vspatch(process.argv.slice(2));
