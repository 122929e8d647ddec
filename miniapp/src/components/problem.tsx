import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { asProblem } from '@/api/problem-error';
import { openSupport } from '@/pages/routes';
import { useProblemWords } from '@/words/use-problem-words';
import { useWords } from '@/words/use-words';
import { Callout } from './callout';
import { TextButton } from './text-button';

interface Props {
  error: unknown;
  onRetry?: () => void;
}

/** Why something did not work: what to do next, again, the way to support, and the trace number where the fault is not the person's. */
export function ProblemPanel({ error, onRetry }: Props) {
  const { t } = useWords();
  const wordsOf = useProblemWords();
  const problem = asProblem(error);
  const { title, next } = wordsOf(problem);
  const isFailure = onRetry !== undefined || problem.status >= 500;
  const copy = async (): Promise<void> => {
    await Taro.setClipboardData({ data: problem.instance });
    await Taro.showToast({ title: t('app.copied'), icon: 'none' });
  };
  return (
    <Callout tone="danger" icon={problem.code === 'OFFLINE' ? 'offline' : 'warning'} title={title} text={next}>
      {onRetry && (
        <TextButton icon="refresh" onClick={onRetry}>
          {t('app.retry')}
        </TextButton>
      )}
      <TextButton icon="service" onClick={() => openSupport(problem.code)}>
        {t('app.support')}
      </TextButton>
      {isFailure && problem.instance && (
        <View className="trace">
          <Text className="trace__number">{`${t('app.trace')} ${problem.instance}`}</Text>
          <TextButton onClick={() => void copy()}>{t('app.copy')}</TextButton>
        </View>
      )}
    </Callout>
  );
}
