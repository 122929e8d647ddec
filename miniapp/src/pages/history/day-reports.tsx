import { Text, View } from '@tarojs/components';
import type { HistoryDay } from '@shared/check-in';
import { Flags } from '@/components/flags';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { openReport } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { MARKS } from './mark';

interface Props {
  day: string;
  record: HistoryDay | undefined;
}

export function DayReports({ day, record }: Props) {
  const { t, pick } = useWords();
  const { at, day: dayWords } = useCampusTime();
  const mark = MARKS[record?.mark ?? 'not_due'];
  return (
    <View className="card">
      <View className="row row--apart">
        <Text className="title">{dayWords(day)}</Text>
        <Tag tone={mark.tone} icon={mark.icon}>
          {t(mark.word)}
        </Tag>
      </View>
      {!record || record.reports.length === 0 ? (
        <>
          <Text>{t('history.dayNone')}</Text>
          {record?.mark === 'missing' && <Text className="weak">{t('history.dayNoneText')}</Text>}
        </>
      ) : (
        record.reports.map((report) => (
          <View key={report.id} className="list__item" ariaRole="button" onClick={() => openReport(report.id)}>
            <View className="list__main">
              <Text className="strong">{pick(report.window)}</Text>
              <Text className="weak">{`${at(report.submittedAt)} · ${t('history.version', { version: report.version })}`}</Text>
              <Text className="figures weak">{report.receiptNumber}</Text>
              <Flags flags={report.flags} />
            </View>
            <Icon name="forward" size={16} />
          </View>
        ))
      )}
    </View>
  );
}
