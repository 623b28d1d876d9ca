case "$1" in
  configure)
    set_up_helper
    # on the first installation only
    if [ -z "$2" ]; then say_who_may_capture; fi
    ;;
esac
