// user.cc: naast as a C++ program would use it; built and run by tests/structure/test_cxx_user.sh.
#include <naast.h>
#include <naast-agenda.h>
#include <naast-exchange.h>
#include <naast-find.h>
#include <naast-report.h>
#include <naast-share.h>
#include <naast-sqlite.h>

#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <string>

namespace {

struct StoreFree {
    void operator()(naast_store *store) const { naast_store_free(store); }
};
struct ResultFree {
    void operator()(void *result) const { naast_free(result); }
};
template <typename T> using Result = std::unique_ptr<T, ResultFree>;

class Store {
  public:
    explicit Store(const std::string &path)
    {
        naast_store *store = nullptr;
        naast_options options = NAAST_OPTIONS_INIT;
        options.actor = "Bo";
        int status = naast_store_new(&options, &store);
        store_.reset(store);
        if (status != NAAST_OK)
            throw std::runtime_error(naast_store_message(store));
        must(naast_store_create(store, path.c_str(), NULL));
    }
    void must(int status) const
    {
        if (status != NAAST_OK)
            throw std::runtime_error(naast_store_message(store_.get()));
    }
    naast_store *get() const { return store_.get(); }

  private:
    std::unique_ptr<naast_store, StoreFree> store_;
};

int never(void *, const naast_callback_question *, naast_callback_answer *) { return 1; }

} // namespace

int main(int argc, char **argv)
{
    if (argc != 2)
        return 2;
    Store store(argv[1]);
    naast_id person = 0, deal = 0;

    naast_person_spec who = NAAST_PERSON_SPEC_INIT;
    who.name = "Sanne de Wit";
    store.must(naast_person_add(store.get(), &who, &person));

    naast_deal_spec spec = NAAST_DEAL_SPEC_INIT;
    spec.title = "Findable policy";
    spec.contact = person;
    store.must(naast_deal_add(store.get(), &spec, &deal));

    naast_item_spec item = NAAST_ITEM_SPEC_INIT;
    item.kind = "need";
    item.text = "Nobody finds our policy.";
    store.must(naast_item_record(store.get(), deal, &item, nullptr));
    naast_callback_spec callback = NAAST_CALLBACK_SPEC_INIT;
    callback.check = "never";
    callback.callback = never;
    store.must(naast_callback_register(store.get(), &callback));

    naast_evaluation *said = nullptr;
    if (naast_deal_advance(store.get(), deal, nullptr, &said) != NAAST_NOT_YET)
        return 3;
    Result<naast_evaluation> evaluation(said);
    for (size_t i = 0; i < evaluation->gates[0].check_count; i++)
        std::printf("%s: %s\n", evaluation->gates[0].checks[i].check,
                    naast_verdict_code(evaluation->gates[0].checks[i].verdict));

    naast_items *list = nullptr;
    store.must(naast_item_list(store.get(), deal, &list));
    Result<naast_items> items(list);
    return items->count == 1 && std::strcmp(items->items[0].from_name, "Sanne de Wit") == 0 ? 0 : 4;
}
