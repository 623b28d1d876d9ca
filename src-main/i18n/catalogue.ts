// All texts of the app in one table a language, in ICU MessageFormat: en/<area>.ts and zh-cn/<area>.ts have the same keys, and a key that
// one language lacks is a compile error.
import { capture as captureEn } from './en/capture';
import { captureUi as captureUiEn } from './en/capture-ui';
import { cli as cliEn } from './en/cli';
import { colours as coloursEn } from './en/colours';
import { columns as columnsEn } from './en/columns';
import { comments as commentsEn } from './en/comments';
import { common as commonEn } from './en/common';
import { compare as compareEn } from './en/compare';
import { course as courseEn } from './en/course';
import { expert as expertEn } from './en/expert';
import { exporting as exportingEn } from './en/export';
import { cliExport as cliExportEn } from './en/cli-export';
import { filterUi as filterUiEn } from './en/filter-ui';
import { fieldHelpApp as fieldHelpAppEn } from './en/field-help-app';
import { fieldHelpHttp as fieldHelpHttpEn } from './en/field-help-http';
import { fieldHelpIpv4 as fieldHelpIpv4En } from './en/field-help-ipv4';
import { fieldHelpIpv6 as fieldHelpIpv6En } from './en/field-help-ipv6';
import { fieldHelpNames as fieldHelpNamesEn } from './en/field-help-names';
import { fieldHelpLink as fieldHelpLinkEn } from './en/field-help-link';
import { fieldHelpAnalysis as fieldHelpAnalysisEn } from './en/field-help-analysis';
import { fieldHelpTcp as fieldHelpTcpEn } from './en/field-help-tcp';
import { fieldHelpTls as fieldHelpTlsEn } from './en/field-help-tls';
import { filterAdvice as filterAdviceEn } from './en/filter-advice';
import { filterHelp as filterHelpEn } from './en/filter-help';
import { filter as filterEn } from './en/filter';
import { filterRun as filterRunEn } from './en/filter-run';
import { flows as flowsEn } from './en/flows';
import { flowTimings as flowTimingsEn } from './en/flow-timings';
import { flowTls as flowTlsEn } from './en/flow-tls';
import { folder as folderEn } from './en/folder';
import { follow as followEn } from './en/follow';
import { formats as formatsEn } from './en/formats';
import { graphs as graphsEn } from './en/graphs';
import { keys as keysEn } from './en/keys';
import { timeShift as timeShiftEn } from './en/time-shift';
import { marks as marksEn } from './en/marks';
import { meaning as meaningEn } from './en/meaning';
import { decodeAs as decodeAsEn } from './en/decode-as';
import { names as namesEn } from './en/names';
import { opinion as opinionEn } from './en/opinion';
import { packets as packetsEn } from './en/packets';
import { pattern as patternEn } from './en/pattern';
import { play as playEn } from './en/play';
import { practice as practiceEn } from './en/practice';
import { print as printEn } from './en/print';
import { problems as problemsEn } from './en/problems';
import { report as reportEn } from './en/report';
import { reportUi as reportUiEn } from './en/report-ui';
import { settings as settingsEn } from './en/settings';
import { shell as shellEn } from './en/shell';
import { sqlTexts as sqlEn } from './en/sql';
import { sqlMeanings as sqlMeaningsEn } from './en/sql-meanings';
import { sqlQuestions as sqlQuestionsEn } from './en/sql-questions';
import { start as startEn } from './en/start';
import { statistics as statisticsEn } from './en/statistics';
import { timeline as timelineEn } from './en/timeline';
import { tlsAlerts as tlsAlertsEn } from './en/tls-alerts';
import { tlsKeys as tlsKeysEn } from './en/tls-keys';
import { tlsLook as tlsLookEn } from './en/tls-look';
import { transport as transportEn } from './en/transport';
import { tree as treeEn } from './en/tree';
import { verdict as verdictEn } from './en/verdict';
import { capture as captureZh } from './zh-cn/capture';
import { captureUi as captureUiZh } from './zh-cn/capture-ui';
import { cli as cliZh } from './zh-cn/cli';
import { colours as coloursZh } from './zh-cn/colours';
import { columns as columnsZh } from './zh-cn/columns';
import { comments as commentsZh } from './zh-cn/comments';
import { common as commonZh } from './zh-cn/common';
import { compare as compareZh } from './zh-cn/compare';
import { course as courseZh } from './zh-cn/course';
import { expert as expertZh } from './zh-cn/expert';
import { exporting as exportingZh } from './zh-cn/export';
import { cliExport as cliExportZh } from './zh-cn/cli-export';
import { filterUi as filterUiZh } from './zh-cn/filter-ui';
import { fieldHelpApp as fieldHelpAppZh } from './zh-cn/field-help-app';
import { fieldHelpHttp as fieldHelpHttpZh } from './zh-cn/field-help-http';
import { fieldHelpIpv4 as fieldHelpIpv4Zh } from './zh-cn/field-help-ipv4';
import { fieldHelpIpv6 as fieldHelpIpv6Zh } from './zh-cn/field-help-ipv6';
import { fieldHelpNames as fieldHelpNamesZh } from './zh-cn/field-help-names';
import { fieldHelpLink as fieldHelpLinkZh } from './zh-cn/field-help-link';
import { fieldHelpAnalysis as fieldHelpAnalysisZh } from './zh-cn/field-help-analysis';
import { fieldHelpTcp as fieldHelpTcpZh } from './zh-cn/field-help-tcp';
import { fieldHelpTls as fieldHelpTlsZh } from './zh-cn/field-help-tls';
import { filterAdvice as filterAdviceZh } from './zh-cn/filter-advice';
import { filterHelp as filterHelpZh } from './zh-cn/filter-help';
import { filter as filterZh } from './zh-cn/filter';
import { filterRun as filterRunZh } from './zh-cn/filter-run';
import { flows as flowsZh } from './zh-cn/flows';
import { flowTimings as flowTimingsZh } from './zh-cn/flow-timings';
import { flowTls as flowTlsZh } from './zh-cn/flow-tls';
import { folder as folderZh } from './zh-cn/folder';
import { follow as followZh } from './zh-cn/follow';
import { formats as formatsZh } from './zh-cn/formats';
import { graphs as graphsZh } from './zh-cn/graphs';
import { keys as keysZh } from './zh-cn/keys';
import { timeShift as timeShiftZh } from './zh-cn/time-shift';
import { marks as marksZh } from './zh-cn/marks';
import { meaning as meaningZh } from './zh-cn/meaning';
import { decodeAs as decodeAsZh } from './zh-cn/decode-as';
import { names as namesZh } from './zh-cn/names';
import { opinion as opinionZh } from './zh-cn/opinion';
import { packets as packetsZh } from './zh-cn/packets';
import { pattern as patternZh } from './zh-cn/pattern';
import { play as playZh } from './zh-cn/play';
import { practice as practiceZh } from './zh-cn/practice';
import { print as printZh } from './zh-cn/print';
import { problems as problemsZh } from './zh-cn/problems';
import { report as reportZh } from './zh-cn/report';
import { reportUi as reportUiZh } from './zh-cn/report-ui';
import { settings as settingsZh } from './zh-cn/settings';
import { shell as shellZh } from './zh-cn/shell';
import { sqlTexts as sqlZh } from './zh-cn/sql';
import { sqlMeanings as sqlMeaningsZh } from './zh-cn/sql-meanings';
import { sqlQuestions as sqlQuestionsZh } from './zh-cn/sql-questions';
import { start as startZh } from './zh-cn/start';
import { statistics as statisticsZh } from './zh-cn/statistics';
import { timeline as timelineZh } from './zh-cn/timeline';
import { tlsAlerts as tlsAlertsZh } from './zh-cn/tls-alerts';
import { tlsKeys as tlsKeysZh } from './zh-cn/tls-keys';
import { tlsLook as tlsLookZh } from './zh-cn/tls-look';
import { transport as transportZh } from './zh-cn/transport';
import { tree as treeZh } from './zh-cn/tree';
import { verdict as verdictZh } from './zh-cn/verdict';

export const en = {
  ...captureEn,
  ...captureUiEn,
  ...cliEn,
  ...coloursEn,
  ...columnsEn,
  ...commentsEn,
  ...commonEn,
  ...compareEn,
  ...courseEn,
  ...expertEn,
  ...exportingEn,
  ...cliExportEn,
  ...filterUiEn,
  ...fieldHelpAppEn,
  ...fieldHelpHttpEn,
  ...fieldHelpIpv4En,
  ...fieldHelpIpv6En,
  ...fieldHelpNamesEn,
  ...fieldHelpLinkEn,
  ...fieldHelpTcpEn,
  ...fieldHelpTlsEn,
  ...fieldHelpAnalysisEn,
  ...filterAdviceEn,
  ...filterHelpEn,
  ...filterEn,
  ...filterRunEn,
  ...flowsEn,
  ...flowTimingsEn,
  ...flowTlsEn,
  ...formatsEn,
  ...folderEn,
  ...followEn,
  ...graphsEn,
  ...keysEn,
  ...marksEn,
  ...timeShiftEn,
  ...meaningEn,
  ...decodeAsEn,
  ...namesEn,
  ...opinionEn,
  ...packetsEn,
  ...patternEn,
  ...playEn,
  ...practiceEn,
  ...printEn,
  ...problemsEn,
  ...reportEn,
  ...reportUiEn,
  ...settingsEn,
  ...shellEn,
  ...sqlEn,
  ...sqlMeaningsEn,
  ...sqlQuestionsEn,
  ...startEn,
  ...statisticsEn,
  ...timelineEn,
  ...tlsAlertsEn,
  ...tlsKeysEn,
  ...tlsLookEn,
  ...transportEn,
  ...treeEn,
  ...verdictEn,
} as const;

export type MessageKey = keyof typeof en;

export const zhCN: Record<MessageKey, string> = {
  ...captureZh,
  ...captureUiZh,
  ...cliZh,
  ...coloursZh,
  ...columnsZh,
  ...commentsZh,
  ...commonZh,
  ...compareZh,
  ...courseZh,
  ...expertZh,
  ...exportingZh,
  ...cliExportZh,
  ...filterUiZh,
  ...fieldHelpAppZh,
  ...fieldHelpHttpZh,
  ...fieldHelpIpv4Zh,
  ...fieldHelpIpv6Zh,
  ...fieldHelpNamesZh,
  ...fieldHelpLinkZh,
  ...fieldHelpTcpZh,
  ...fieldHelpTlsZh,
  ...fieldHelpAnalysisZh,
  ...filterAdviceZh,
  ...filterHelpZh,
  ...filterZh,
  ...filterRunZh,
  ...flowsZh,
  ...flowTimingsZh,
  ...flowTlsZh,
  ...formatsZh,
  ...folderZh,
  ...followZh,
  ...graphsZh,
  ...keysZh,
  ...marksZh,
  ...timeShiftZh,
  ...meaningZh,
  ...decodeAsZh,
  ...namesZh,
  ...opinionZh,
  ...packetsZh,
  ...patternZh,
  ...playZh,
  ...practiceZh,
  ...printZh,
  ...problemsZh,
  ...reportZh,
  ...reportUiZh,
  ...settingsZh,
  ...shellZh,
  ...sqlZh,
  ...sqlMeaningsZh,
  ...sqlQuestionsZh,
  ...startZh,
  ...statisticsZh,
  ...timelineZh,
  ...tlsAlertsZh,
  ...tlsKeysZh,
  ...tlsLookZh,
  ...transportZh,
  ...treeZh,
  ...verdictZh,
};
