#!/usr/bin/env node
import { vedalia } from '../dist/src/cli/index.js';

process.exitCode = await vedalia(process.argv.slice(2));
