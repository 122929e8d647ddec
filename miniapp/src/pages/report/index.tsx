import { Text, View } from '@tarojs/components';
import { Flags } from '@/components/flags';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { useReport, type ShownReport } from './use-report';
import { VersionCard } from './version-card';

export default function Report() {
  const { t } = useWords();
  return (
    <Page title={t('report.title')}>
      <Loaded query={useReport()} rows={6}>
        {(report) => <Shown report={report} />}
      </Loaded>
    </Page>
  );
}

function Shown({ report }: { report: ShownReport }) {
  const { t, pick } = useWords();
  const { at, day } = useCampusTime();
  const versions = [...report.versions].sort((one, other) => other.version - one.version);
  return (
    <>
      <View className="card">
        <Text className="title">{`${day(report.day)} ${pick(report.window)}`}</Text>
        {report.person && <Text>{`${report.person.name} ${report.person.number} · ${pick(report.person.unit)}`}</Text>}
        <Text className="figures weak">{report.receiptNumber}</Text>
        <Flags flags={report.flags} />
      </View>
      {report.cases.length > 0 && (
        <View className="card">
          <Text className="title">{t('report.cases')}</Text>
          {report.cases.map((opened) => (
            <View key={opened.id} className="row row--apart row--wrap">
              <Text>{pick(opened.title)}</Text>
              <Tag tone="warn" icon="clock">
                {t('report.due', { time: at(opened.dueAt) })}
              </Tag>
            </View>
          ))}
        </View>
      )}
      {versions.length > 1 && <Text className="section">{t('report.versions', { count: versions.length })}</Text>}
      {versions.map((version, index) => (
        <VersionCard
          key={version.version}
          template={version.template ?? report.template}
          shown={version}
          before={versions[index + 1]}
          current={index === 0}
          proxy={report.proxy}
        />
      ))}
    </>
  );
}
