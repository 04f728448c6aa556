# tests.mk: the part of the Makefile that builds and runs the tests.

CHECK_LIBS = $(call packages,--libs,check)
TEST_CFLAGS = $(call packages,--cflags,check)
JOBS := $(shell nproc)
# Goes parallel by itself, unless the caller says how.
SUBMAKE = $(MAKE) --no-print-directory $(if $(findstring jobserver,$(MAKEFLAGS)),,-j$(JOBS))
AS_INVOKER = tests/tools/as-invoker
RUN = OUT='$(OUT)' CC='$(CC)' MAKE='$(MAKE)' tests/run

$(OUT)/tests/unit/%.o $(OUT)/tests/harness/%.o: INCLUDES = -Itests/unit -Ilib -Iinclude $(LIB_CFLAGS)
$(OUT)/tests/bench/%.o: INCLUDES = -Itests/bench -Iinclude
$(OUT)/tests/web/%.o: INCLUDES = $(CLI_CFLAGS) $(LIB_CFLAGS)
$(OUT)/tests/unit/%.o: tests/unit/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIE $(INCLUDES) $(TEST_CFLAGS) $(ALL_CFLAGS) -c $< -o $@
# The tests of the command line's own files see what those see.
$(OUT)/tests/unit/cli/%.o: tests/unit/cli/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIE -Icli -Iinclude $(CLI_CFLAGS) $(LIB_CFLAGS) $(TEST_CFLAGS) $(ALL_CFLAGS) -c $< -o $@
$(OUT)/tests/harness/%.o: tests/harness/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIE $(INCLUDES) $(ALL_CFLAGS) -c $< -o $@
$(OUT)/tests/bench/%.o: tests/bench/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIE $(INCLUDES) $(ALL_CFLAGS) -c $< -o $@
$(OUT)/tests/web/%.o: tests/web/%.c
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -MMD -MP -fPIE $(INCLUDES) $(ALL_CFLAGS) -c $< -o $@

# Files of the command line are tested where they are; main is the test's own.
INSIDE_CLI := $(addprefix $(OUT)/tests/unit/cli/,test_cli_files)
$(INSIDE_CLI): $(OUT)/%: $(OUT)/%.o $(filter-out %/cli/main.o,$(CLI_OBJ)) $(OUT)/libnaast-formats.a $(OUT)/inside.a
	$(call say,LD,$@)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(CLI_LIBS) $(LIB_LIBS)
INSIDE_FORMATS := $(filter $(OUT)/tests/unit/formats/%,$(UNIT))
$(INSIDE_FORMATS): $(OUT)/%: $(OUT)/%.o $(FORMATS_OBJ) $(OUT)/libnaast.a
	$(call say,LD,$@)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(FORMATS_LIBS) $(LIB_LIBS)
# Unit tests and harnesses may look inside: they link the library's objects.
$(filter-out $(INSIDE_CLI) $(INSIDE_FORMATS),$(UNIT)): $(OUT)/%: $(OUT)/%.o $(UNIT_HELP:%.c=$(OUT)/%.o) $(OUT)/inside.a
	$(call say,LD,$@)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) -o $@ $^ $(CHECK_LIBS) $(LIB_LIBS)
$(HARNESS): $(OUT)/%: $(OUT)/%.o $(OUT)/inside.a
	$(call say,LD,$@)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) -o $@ $^ $(LIB_LIBS) -lpthread
# The benchmarks' users of the library are what a user would build; the floor programs need sqlite3 alone.
$(BENCH): $(OUT)/%: $(OUT)/%.o $(BENCH_HELP:%.c=$(OUT)/%.o) $(OUT)/libnaast.a
	$(call say,LD,$@)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) -o $@ $^ $(LIB_LIBS)
# What looks at pages knows nothing of naast.
$(WEB): $(WEB_SRC:%.c=$(OUT)/%.o)
	$(call say,LD,$@)
	$(Q)$(CC) -pie $(ALL_LDFLAGS) -o $@ $^ $(call packages,--libs,jansson nettle)

# API tests see what a user sees after `make install`: the installed headers, the shared library and the .pc file.
$(STAGE)/done: $(LIBS) $(CLI) $(HEADERS) $(wildcard pkgconfig/*.in)
	@$(MAKE) --no-print-directory -s install PREFIX='$(STAGE)' DESTDIR=
	@touch $@
# The library of formats is static.
API_PACKAGE = $(if $(filter test_formats_%,$(@F)),--static libnaast-formats,libnaast)
STAGED_PACKAGE = PKG_CONFIG_PATH='$(STAGE)/lib/pkgconfig' $(PKG_CONFIG)
# Calls of every function with nothing but NULL, from the headers.
$(OUT)/tests/api/nulls.h: tests/tools/nulls $(HEADERS)
	@mkdir -p $(@D)
	@tests/tools/nulls $(filter-out include/naast-formats%,$(HEADERS)) >$@
$(OUT)/tests/api/test_nulls: $(OUT)/tests/api/nulls.h
$(API): $(OUT)/%: %.c $(API_HELP) $(wildcard tests/api/*.h) $(STAGE)/done
	@mkdir -p $(@D)
	$(call say,CC,$<)
	$(Q)$(CC) -fPIE -pie -Itests/api -I$(OUT)/tests/api $(TEST_CFLAGS) $$($(STAGED_PACKAGE) --cflags $(API_PACKAGE)) $(ALL_CFLAGS) $(ALL_LDFLAGS) \
		-Wl,-rpath,$(STAGE)/lib -o $@ $< $(API_HELP) $$($(STAGED_PACKAGE) --libs $(API_PACKAGE) sqlite3) $(CHECK_LIBS)

.SECONDARY: $(UNIT:=.o) $(HARNESS:=.o) $(BENCH:=.o) $(UNIT_HELP:%.c=$(OUT)/%.o) $(BENCH_HELP:%.c=$(OUT)/%.o) $(WEB_SRC:%.c=$(OUT)/%.o)
-include $(UNIT:=.d) $(HARNESS:=.d) $(BENCH:=.d) $(UNIT_HELP:%.c=$(OUT)/%.d) $(BENCH_HELP:%.c=$(OUT)/%.d) $(WEB_SRC:%.c=$(OUT)/%.d)

# ---- what people type -----------------------------------------------------------------------------------------

.PHONY: demo check check-asan check-valgrind coverage bench lint unit api cli-test structure harness tamper web again
demo: ## builds it and shows a deal told "not yet", then moved for stated reasons
	@tests/tools/dependencies build
	@$(AS_INVOKER) $(SUBMAKE) demo-run
check: ## every test
	@tests/tools/dependencies build check
	@$(AS_INVOKER) $(SUBMAKE) check-run
check-asan: ## the tests under the address and undefined behaviour sanitizers
	@tests/tools/dependencies build check
	@$(AS_INVOKER) $(SUBMAKE) MODE=asan sanitized-run
check-valgrind: ## the unit and API tests under valgrind
	@tests/tools/dependencies build check valgrind
	@$(AS_INVOKER) $(SUBMAKE) valgrind-run
coverage: ## branch coverage of the gates, the evidence and the transitions
	@tests/tools/dependencies build check coverage
	@$(AS_INVOKER) $(SUBMAKE) MODE=coverage coverage-run
bench: ## the figures, against floor programs on plain sqlite3
	@tests/tools/dependencies build check
	@$(AS_INVOKER) $(SUBMAKE) bench-run
lint: ## clang-format, clang-tidy, cppcheck, shellcheck
	@tests/tools/dependencies build check lint
	@$(AS_INVOKER) $(SUBMAKE) lint-run

# ---- what those run -------------------------------------------------------------------------------------------

.PHONY: demo-run check-run sanitized-run valgrind-run coverage-run bench-run lint-run test-programs
test-programs: products $(UNIT) $(API) $(HARNESS) $(WEB) $(BENCH)
demo-run: all
	@NAAST='$(OUT)/naast' docs/demo.sh
# The slowest first, so that they don't run last and alone.
check-run: all test-programs
	@$(RUN) $(STRUCTURE) $(HARNESS_SCRIPTS) $(WEB_SCRIPTS) $(BENCH_SCRIPTS) $(BATS) $(API) $(UNIT)
# A program from the README is built without sanitizers, and cannot load a library that has them.
sanitized-run: test-programs
	@ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 REMEDY_STATES=100 $(RUN) $(filter-out %/readme.bats,$(BATS)) $(API) $(UNIT) \
		$(filter %story.sh,$(HARNESS_SCRIPTS))
valgrind-run: test-programs
	@CK_FORK=no REMEDY_STATES=5 REMEDY_PIPELINES=10 WRAP='valgrind -q --error-exitcode=9 --leak-check=full --show-leak-kinds=definite,possible --errors-for-leak-kinds=definite' \
		$(RUN) $(API) $(UNIT)
coverage-run: test-programs
	@find $(OUT) -name '*.gcda' -delete
	@$(RUN) $(BATS) $(API) $(UNIT) $(filter %story.sh,$(HARNESS_SCRIPTS)) || true
	@tests/tools/coverage $(OUT)
bench-run: all $(BENCH) $(OUT)/tests/harness/large
	@OUT='$(OUT)' tests/bench/run
lint-run:
	@CC='$(CC)' tests/tools/lint $(BUILD)/lint

unit: $(UNIT) ## the unit tests alone
	@$(RUN) $(UNIT)
api: $(API) ## the API tests alone
	@$(RUN) $(API)
cli-test: all ## the command line's tests alone
	@$(RUN) $(BATS)
structure: all ## layers, symbols, headers, installing
	@$(RUN) $(STRUCTURE)
harness: all $(HARNESS) ## killed at 200 places, two writers at once, memory that runs out
	@$(RUN) $(HARNESS_SCRIPTS)
tamper: all $(HARNESS) ## 10,000 tamperings with a store, each found: SEED=1
	@$(OUT)/tests/harness/forgery --seed $(or $(SEED),1) --count $(or $(CASES),11111)
web: all $(WEB) ## the pages, opened in a browser
	@$(RUN) $(WEB_SCRIPTS)
again: test-programs ## one suite again, its whole report: SUITE=cli/deal/gate.bats
	@OUT='$(OUT)' CC='$(CC)' MAKE='$(MAKE)' tests/tools/again '$(SUITE)'
