# naast: a C library and a command line. `make help` lists what can be made.
#
# Objects lie in $(BUILD)/<compiler>-<key>/, where the key is a checksum of compiler and flags, so builds with
# different flags never mix; $(BUILD)/naast and $(BUILD)/libnaast.* point at the latest build.

.DEFAULT_GOAL := all
MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
.DELETE_ON_ERROR:
# Of the caller's shell these would change what the scripts here do.
unexport CDPATH BASH_ENV ENV GREP_OPTIONS

# ---- what you may set -----------------------------------------------------------------------------------------

BUILD ?= build
PREFIX ?= /usr/local
DESTDIR ?=
bindir ?= $(PREFIX)/bin
libdir ?= $(PREFIX)/lib
includedir ?= $(PREFIX)/include
mandir ?= $(PREFIX)/share/man
pkgconfigdir ?= $(libdir)/pkgconfig
ifeq ($(origin CC),default)
CC := gcc
endif
OPT ?= -O2 -g
CFLAGS ?=
LDFLAGS ?=
PKG_CONFIG ?= pkg-config
INSTALL ?= install
OBJCOPY ?= objcopy
# Warnings are errors here; packagers with another compiler build with WERROR=0.
WERROR ?= 1
# plain, asan or coverage.
MODE ?= plain
# The command line holds the small libraries itself where their archives are there, and starts a fifth of a millisecond sooner;
# packagers set 0.
CLI_HOLDS ?= 1
# V=1 shows the commands in full.
V ?= 0

# ---- names ----------------------------------------------------------------------------------------------------

version_part = $(shell sed -n 's/^.define NAAST_VERSION_$(1) //p' include/naast-types.h)
MAJOR := $(call version_part,MAJOR)
MINOR := $(call version_part,MINOR)
VERSION := $(MAJOR).$(MINOR).$(call version_part,PATCH)
# Until 1.0 the minor version counts: docs/abi.md.
SONAME := libnaast.so.$(MAJOR).$(MINOR)
SHARED := libnaast.so.$(VERSION)

LIB_PACKAGES := sqlite3 uuid libutf8proc nettle
FORMATS_PACKAGES := jansson libutf8proc
CLI_PACKAGES := jansson libutf8proc nettle
packages = $(shell $(PKG_CONFIG) $(1) $(2))
building := $(filter-out help clean dist demo check check-asan check-valgrind coverage bench lint uninstall,$(or $(MAKECMDGOALS),all))
ifneq ($(building),)
LIB_CFLAGS := $(call packages,--cflags,$(LIB_PACKAGES))
LIB_LIBS := $(call packages,--libs,$(LIB_PACKAGES))
FORMATS_CFLAGS := $(call packages,--cflags,$(FORMATS_PACKAGES))
FORMATS_LIBS := $(call packages,--libs,$(FORMATS_PACKAGES)) -lcsv
CLI_CFLAGS := $(call packages,--cflags,$(CLI_PACKAGES))
CLI_LIBS := $(call packages,--libs,$(CLI_PACKAGES)) -lcsv
endif

# ---- flags ----------------------------------------------------------------------------------------------------

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wstrict-prototypes \
	-Wmissing-prototypes -Wvla -Wformat=2 -Wundef -Wcast-qual
WARNINGS += $(if $(filter 1,$(WERROR)),-Werror)

supported = $(if $(building),$(shell $(CC) -Werror $(1) -c -x c /dev/null -o /dev/null 2>/dev/null && echo $(1)))
ifeq ($(MODE),plain)
MODE_CFLAGS := $(OPT) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong \
	$(call supported,-fstack-clash-protection) $(call supported,-fcf-protection)
else ifeq ($(MODE),asan)
# What the sanitizers add makes gcc see overflows that are not there.
MODE_CFLAGS := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -Wno-format-truncation
else ifeq ($(MODE),coverage)
MODE_CFLAGS := -O0 -g --coverage -DNAAST_COVERAGE
else
$(error MODE is plain, asan or coverage, not "$(MODE)")
endif

ALL_CFLAGS = -std=c11 -D_GNU_SOURCE -fvisibility=hidden $(WARNINGS) $(MODE_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(filter -fsanitize=% --coverage,$(MODE_CFLAGS)) -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed $(LDFLAGS)

KEY := $(notdir $(firstword $(CC)))-$(if $(building),$(shell { echo '$(ALL_CFLAGS) $(ALL_LDFLAGS) $(LIB_CFLAGS) $(LIB_LIBS) $(CLI_CFLAGS) $(FORMATS_CFLAGS) $(FORMATS_LIBS) $(CLI_LIBS) $(CLI_HOLDS)'; $(CC) --version; } | cksum | cut -d' ' -f1))
# In full, so that the same folder has the same name from wherever make is called.
OUT := $(abspath $(BUILD))/$(KEY)

Q := $(if $(filter 1,$(V)),,@)
silent = $(findstring s,$(filter-out --%,$(firstword $(MAKEFLAGS))))
say = $(if $(Q),$(if $(silent),,@printf '  %-5s %s\n' '$(1)' '$(subst $(CURDIR)/,,$(2))'))

# ---- sources --------------------------------------------------------------------------------------------------

BOTH_SRC := $(sort $(shell find lib -name "*.c"))
FORMATS_SRC := $(filter lib/formats/%,$(BOTH_SRC))
LIB_SRC := $(filter-out $(FORMATS_SRC),$(BOTH_SRC))
CLI_SRC := $(sort $(shell find cli -name "*.c"))
HEADERS := $(sort $(wildcard include/*.h))
LIB_OBJ := $(LIB_SRC:%.c=$(OUT)/%.o)
FORMATS_OBJ := $(FORMATS_SRC:%.c=$(OUT)/%.o)
CLI_OBJ := $(CLI_SRC:%.c=$(OUT)/%.o)

UNIT_SRC := $(sort $(shell find tests/unit -name "test_*.c"))
UNIT_HELP := $(filter-out $(UNIT_SRC),$(sort $(shell find tests/unit -name "*.c")))
API_SRC := $(sort $(wildcard tests/api/test_*.c))
API_HELP := $(filter-out $(API_SRC),$(sort $(wildcard tests/api/*.c)))
HARNESS_SRC := $(sort $(wildcard tests/harness/*.c))
WEB_SRC := $(sort $(wildcard tests/web/*.c))
BENCH_SRC := $(sort $(wildcard tests/bench/bench_*.c))
BENCH_HELP := $(filter-out $(BENCH_SRC),$(sort $(wildcard tests/bench/*.c)))
UNIT := $(UNIT_SRC:%.c=$(OUT)/%)
API := $(API_SRC:%.c=$(OUT)/%)
HARNESS := $(HARNESS_SRC:%.c=$(OUT)/%)
WEB := $(OUT)/tests/web/page_check
BENCH := $(BENCH_SRC:%.c=$(OUT)/%)
BATS := $(sort $(wildcard tests/cli/*/*.bats))
STRUCTURE := $(sort $(wildcard tests/structure/test_*.sh))
HARNESS_SCRIPTS := $(sort $(wildcard tests/harness/test_*.sh))
WEB_SCRIPTS := $(sort $(wildcard tests/web/test_*.sh))
BENCH_SCRIPTS := $(sort $(wildcard tests/bench/test_*.sh))
MANUALS := $(sort $(wildcard docs/*.1))

LIBS := $(OUT)/libnaast.a $(OUT)/$(SHARED) $(if $(FORMATS_SRC),$(OUT)/libnaast-formats.a)
CLI := $(if $(CLI_SRC),$(OUT)/naast)
STAGE := $(OUT)/stage

# ---- the product ----------------------------------------------------------------------------------------------

.PHONY: all products help FORCE
products: $(LIBS) $(CLI)
all: products ## the library (static and shared) and the command line
	@for product in libnaast.a libnaast-formats.a $(SHARED) $(if $(CLI),naast); do ln -sfn $(KEY)/$$product $(BUILD)/$$product; done

$(OUT)/lib/%.o: lib/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIC -Ilib -Iinclude $(LIB_CFLAGS) $(ALL_CFLAGS) -c $< -o $@

$(FORMATS_OBJ): $(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIC -Ilib -Iinclude $(FORMATS_CFLAGS) $(ALL_CFLAGS) -c $< -o $@

$(OUT)/cli/%.o: cli/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIE -Icli -Iinclude $(CLI_CFLAGS) $(ALL_CFLAGS) -c $< -o $@

# What the products are made of; changes when a source file comes or goes.
$(OUT)/objects: FORCE
	@mkdir -p $(@D)
	@echo '$(LIB_SRC) $(FORMATS_SRC) $(CLI_SRC)' | cmp -s - $@ || echo '$(LIB_SRC) $(FORMATS_SRC) $(CLI_SRC)' >$@

# One object with the internal symbols made local, so that a static link sees naast_* and nothing else.
$(OUT)/libnaast.a: $(LIB_OBJ)
$(OUT)/libnaast-formats.a: $(FORMATS_OBJ)
$(OUT)/libnaast.a $(OUT)/libnaast-formats.a: $(OUT)/objects
	$(call say,AR,$@)
	$(Q)$(CC) -r -nostdlib -o $(@:.a=.o) $(filter %.o,$^)
	$(Q)$(OBJCOPY) --localize-hidden $(@:.a=.o)
	@rm -f $@
	$(Q)ar -rcD $@ $(@:.a=.o)

$(OUT)/$(SHARED): $(LIB_OBJ) lib/naast.map $(OUT)/objects
	$(call say,LD,$@)
	$(Q)$(CC) -shared $(if $(filter asan,$(MODE)),,-Wl,-z,defs) -Wl,-soname,$(SONAME) -Wl,--version-script,lib/naast.map $(ALL_LDFLAGS) -o $@ $(LIB_OBJ) $(LIB_LIBS)
	@ln -sfn $(SHARED) $(OUT)/$(SONAME)
	@ln -sfn $(SONAME) $(OUT)/libnaast.so

# The objects as they are, for tests that look inside.
$(OUT)/inside.a: $(LIB_OBJ) $(OUT)/objects
	@rm -f $@
	$(Q)ar -rcD $@ $(LIB_OBJ)

SMALL_LIBS := $(if $(filter 1,$(CLI_HOLDS)),-ljansson -lcsv -luuid -lutf8proc -lnettle)
archive = $(or $(wildcard $(shell $(CC) -print-file-name=$(1:-l%=lib%.a))),$(1))
held = $(foreach library,$(1),$(if $(filter $(SMALL_LIBS),$(library)),$(call archive,$(library)),$(library)))

# The command line holds the library: it starts faster, and it never meets another version of it.
$(OUT)/naast: $(CLI_OBJ) $(OUT)/libnaast-formats.a $(OUT)/libnaast.a $(OUT)/objects
	$(call say,LD,$@)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) -o $@ $(filter %.o %.a,$^) $(call held,$(CLI_LIBS) $(FORMATS_LIBS) $(LIB_LIBS))

-include $(LIB_OBJ:.o=.d) $(FORMATS_OBJ:.o=.d) $(CLI_OBJ:.o=.d)

# ---- installing -----------------------------------------------------------------------------------------------

.PHONY: install uninstall dist clean
install: $(LIBS) $(CLI) ## DESTDIR, PREFIX, bindir, libdir, includedir, mandir
	$(INSTALL) -d $(DESTDIR)$(libdir) $(DESTDIR)$(pkgconfigdir) $(DESTDIR)$(includedir)
	$(INSTALL) -m 644 $(OUT)/libnaast.a $(OUT)/libnaast-formats.a $(DESTDIR)$(libdir)
	$(INSTALL) -m 755 $(OUT)/$(SHARED) $(DESTDIR)$(libdir)/$(SHARED)
	ln -sfn $(SHARED) $(DESTDIR)$(libdir)/$(SONAME)
	ln -sfn $(SONAME) $(DESTDIR)$(libdir)/libnaast.so
	$(INSTALL) -m 644 $(HEADERS) $(DESTDIR)$(includedir)
	for package in libnaast libnaast-formats; do \
		sed -e 's|@prefix@|$(PREFIX)|' -e 's|@libdir@|$(libdir)|' -e 's|@includedir@|$(includedir)|' \
			-e 's|@version@|$(VERSION)|' -e 's|@requires@|$(LIB_PACKAGES)|' -e 's|@formats_requires@|$(FORMATS_PACKAGES)|' \
			pkgconfig/$$package.pc.in >$(DESTDIR)$(pkgconfigdir)/$$package.pc; \
	done
ifneq ($(CLI),)
	$(INSTALL) -d $(DESTDIR)$(bindir)
	$(INSTALL) -m 755 $(OUT)/naast $(DESTDIR)$(bindir)/naast
endif
ifneq ($(MANUALS),)
	$(INSTALL) -d $(DESTDIR)$(mandir)/man1
	$(INSTALL) -m 644 $(MANUALS) $(DESTDIR)$(mandir)/man1
endif
# So that a program just linked finds the shared library; a packager, or who may not, does it later.
	@if [ -z '$(DESTDIR)' ] && [ "$$(id -u)" -eq 0 ] && command -v ldconfig >/dev/null; then ldconfig; fi

uninstall: ## takes away what install put there
	rm -f $(DESTDIR)$(bindir)/naast $(addprefix $(DESTDIR)$(pkgconfigdir)/,libnaast.pc libnaast-formats.pc)
	rm -f $(addprefix $(DESTDIR)$(libdir)/,libnaast.a libnaast-formats.a $(SHARED) $(SONAME) libnaast.so)
	rm -f $(addprefix $(DESTDIR)$(includedir)/,$(notdir $(HEADERS)))
	rm -f $(addprefix $(DESTDIR)$(mandir)/man1/,$(notdir $(MANUALS)))

dist: ## $(BUILD)/naast-VERSION.tar.gz from the last commit
	@mkdir -p $(BUILD)
	git archive --format=tar.gz --prefix=naast-$(VERSION)/ --output=$(BUILD)/naast-$(VERSION).tar.gz HEAD

clean: ## takes $(BUILD) away
	rm -rf $(BUILD)

help: ## this
	@echo 'make TARGET [VARIABLE=value ...]'
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile tests/tests.mk | expand -t 18
	@echo 'Variables: BUILD=$(BUILD) PREFIX=$(PREFIX) DESTDIR= CC=$(CC) OPT="$(OPT)" CFLAGS= LDFLAGS= WERROR=$(WERROR) MODE=$(MODE) V=$(V)'

include tests/tests.mk
