// Electron's entry. Everything it does stands in shell/.
import { runApp } from './shell/app';

runApp();
