import { Image, Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useQuery } from '@tanstack/react-query';
import { enrolTotp } from '@/api/sessions';
import { Loaded } from '@/components/loaded';
import { TextButton } from '@/components/text-button';
import { qrPicture } from '@/platform/qr-picture';
import { useWords } from '@/words/use-words';
import { TotpCode } from './totp-step';
import type { Conversation } from './use-bind';

export function EnrolStep({ conversation, ticket }: { conversation: Conversation; ticket: string }) {
  const { t } = useWords();
  const enrolment = useQuery({
    queryKey: ['totp-enrolment', ticket],
    queryFn: () => enrolTotp(ticket),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <View className="card">
      <Text className="title">{t('bind.enrolTitle')}</Text>
      <Text className="weak">{t('bind.enrolText')}</Text>
      <Loaded query={enrolment}>
        {({ secret, otpauthUri }) => (
          <>
            <Image className="code-picture" src={qrPicture(otpauthUri)} ariaLabel={t('bind.enrolPicture')} />
            <Text className="field__word">{t('bind.enrolSecret')}</Text>
            <Text id="totp-secret" className="figures secret" selectable>
              {secret}
            </Text>
            <TextButton onClick={() => void Taro.setClipboardData({ data: secret })}>{t('bind.enrolCopy')}</TextButton>
            <TotpCode conversation={conversation} ticket={ticket} />
          </>
        )}
      </Loaded>
    </View>
  );
}
