import '@tarojs/components';

declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?: string;
    ariaChecked?: boolean;
  }
}
