import '@tarojs/components';

declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaChecked?: boolean;
  }
}
