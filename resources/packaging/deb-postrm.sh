case "$1" in
  purge)
    if getent group synscope > /dev/null; then groupdel synscope || true; fi
    ;;
esac
