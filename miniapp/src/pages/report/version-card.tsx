import { Text, View } from '@tarojs/components';
import type { ReportVersionView, ReportView } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';
import { useAnswerWords } from '@/check-in/answer-words';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

interface Props {
  template: TemplateBody;
  shown: ReportVersionView;
  /** the version that this one corrected */
  before: ReportVersionView | undefined;
  current: boolean;
  /** who sent the current version on behalf */
  proxy: ReportView['proxy'];
}

export function VersionCard({ template, shown, before, current, proxy }: Props) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const answerWords = useAnswerWords();
  const answered = template.fields.filter(({ key }) => shown.answers[key] !== undefined);
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Text className="strong">{`${t('history.version', { version: shown.version })} · ${at(shown.submittedAt)}`}</Text>
        <Tag tone={current ? 'good' : 'plain'} icon={current ? 'done' : 'record'}>
          {t(current ? 'report.current' : 'report.earlier')}
        </Tag>
      </View>
      {shown.byProxy && (
        <Text className="weak">{current && proxy ? t('report.byProxyOf', proxy) : t('report.byProxy')}</Text>
      )}
      {answered.map((field) => {
        const answer = shown.answers[field.key];
        const changed = before !== undefined && JSON.stringify(before.answers[field.key]) !== JSON.stringify(answer);
        return (
          <View key={field.key} className="fact">
            <View className="fact__body">
              <Text className="field__hint">{pick(field.label)}</Text>
              <Text>{answerWords(field, answer)}</Text>
            </View>
            {changed && (
              <Tag tone="info" icon="edit">
                {t('report.changed')}
              </Tag>
            )}
          </View>
        );
      })}
    </View>
  );
}
